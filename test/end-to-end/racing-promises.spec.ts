import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandRunner, Envelope, type CommandContext } from '#cqrs';
import { SqliteEventStore } from '#event-store-sqlite';
import { Refused, systemClock } from '#kernel';
import { orgId } from '#specification';
import { commandNamed } from '../support/command-named.ts';

const [convener, second, third] = [orgId('convener'), orgId('second'), orgId('third')];
const TIMES = 6;
const promise = { statement: 'Connect 120 schools', kind: 'programme' };

/** Commands that open a promise beside what they write, or a stream told from what they say; through two processes. */
describe.each(Array.from({ length: TIMES }, (_, i) => i))('Promises in a race, time %i', (time) => {
  let directory: string;
  let stores: SqliteEventStore[];
  let runners: CommandRunner[];
  let partnership: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'pledgebook-race-'));
    const file = join(directory, 'events.sqlite');
    stores = [await SqliteEventStore.open(file), await SqliteEventStore.open(file)];
    runners = stores.map((store) => new CommandRunner(store, systemClock, Buffer.from('secret')));
    const scope = { places: ['global'], sdgTargets: [] };
    partnership = '';
    const { ids } = await give('ConvenePartnership', convener, { title: 'T', problem: 'P', scope });
    partnership = ids['partnership'] ?? '';
    await give('OpenCall', convener, { call: 'c', text: 'Come' });
    for (const organisation of [second, third])
      await give('JoinPartnership', organisation, { priorities: ['Reach'] });
  });
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await rm(directory, { recursive: true });
  });

  const give = (
    name: string,
    organisation: string,
    says: object,
    { process = 0, ...context }: { process?: number } & Partial<CommandContext> = {},
  ) => {
    const actor = { person: 'per_1', organisation, roles: ['participant'] };
    const about = partnership === '' ? says : { partnership, ...says };
    return (runners[process] as CommandRunner).run(
      commandNamed(name),
      new Envelope(about, { actor, ...context }),
    );
  };
  const codeOf = (given: Promise<unknown>) =>
    given.then(
      () => 'accepted',
      (error: unknown) => (error instanceof Refused ? error.refusal.code : error),
    );
  const typesOf = async (...types: string[]) => {
    const { events } = await (stores[0] as SqliteEventStore).readAll({ types });
    return events.map(({ type }) => type);
  };
  const one = { process: time % 2 };
  const other = { process: 1 - one.process };

  /** Listed organisations, which a promise names: each registered, and then it is another that joins. */
  async function listed(name: string): Promise<string> {
    const { ids } = await (runners[0] as CommandRunner).run(
      commandNamed('RegisterOrganisation'),
      new Envelope({ name }, { actor: { person: 'per_1', organisation: convener, roles: ['participant'] } }),
    );
    const organisation = ids['organisation'] ?? '';
    await give('JoinPartnership', organisation, { priorities: ['Reach'] });
    return organisation;
  }
  async function offered(to: string): Promise<string> {
    const commitment = (await give('MakeCommitment', second, promise)).ids['commitment'] ?? '';
    await give('OfferTransfer', second, { commitment, offer: 'o', to });
    return commitment;
  }

  it('a receiver that leaves while it accepts takes it over as a participant, or not at all', async () => {
    const receiver = await listed('Receiver');
    const commitment = await offered(receiver);
    const [accepting] = await Promise.all([
      codeOf(give('AcceptTransfer', receiver, { commitment, offer: 'o' }, one)),
      give('LeavePartnership', receiver, {}, other),
    ]);
    const order = await typesOf('CommitmentSuperseded', 'ParticipantLeft');
    expect([accepting, order]).toEqual(
      accepting === 'accepted'
        ? ['accepted', ['CommitmentSuperseded', 'ParticipantLeft']]
        : ['not-a-participant', ['ParticipantLeft']],
    );
  });

  it('the last two answers, given at once, form it once; a party that leaves meanwhile is not counted after', async () => {
    const parties = [await listed('First'), await listed('Second'), await listed('Third')] as const;
    const shares = parties.map((organisation) => ({ organisation }));
    const proposed = await give('ProposeJointCommitment', convener, { ...promise, shares });
    const jointCommitment = proposed.ids['jointCommitment'];
    const accept = (party: string, where: object) => give('AcceptShare', party, { jointCommitment }, where);
    const commitment = (await accept(parties[0], {})).ids['commitment'];
    await Promise.all([
      accept(parties[1], one),
      accept(parties[2], other),
      give('LeaveJointCommitment', parties[0], { jointCommitment, commitment }, other),
    ]);
    const { events } = await (stores[0] as SqliteEventStore).readAll({
      types: ['JointCommitmentFormed', 'PartyLeft'],
    });
    const leftAt = events.findIndex(({ type }) => type === 'PartyLeft');
    const formed = events.filter(({ type }) => type === 'JointCommitmentFormed');
    expect(formed.map(({ data }) => (data as { parties: readonly string[] }).parties)).toEqual([
      leftAt === 0 ? parties.slice(1) : [...parties],
    ]);
    expect(await typesOf('CommitmentMade')).toHaveLength(3);
  });

  it('commitments that become part of one another at once come to no circle', async () => {
    const make = async () => (await give('MakeCommitment', second, promise)).ids['commitment'] ?? '';
    const all = [await make(), await make(), await make()];
    const codes = await Promise.all(
      all.map((commitment, i) => {
        const partOf = { commitment: all[(i + 1) % all.length], contained: true };
        return codeOf(give('DetailCommitment', second, { commitment, partOf }, i === 0 ? one : other));
      }),
    );
    expect(codes.sort()).toEqual(['accepted', 'accepted', 'part-circle']);
  });

  it('who leaves while it accepts a share promised it as a participant, or not at all', async () => {
    const [first, party] = [await listed('First'), await listed('Party')];
    const shares = [{ organisation: first }, { organisation: party }];
    const proposed = await give('ProposeJointCommitment', convener, { ...promise, shares });
    const { jointCommitment } = proposed.ids;
    const [accepting] = await Promise.all([
      codeOf(give('AcceptShare', party, { jointCommitment }, one)),
      give('LeavePartnership', party, {}, other),
    ]);
    const order = await typesOf('ShareAccepted', 'ParticipantLeft');
    expect([accepting, order]).toEqual(
      accepting === 'accepted'
        ? ['accepted', ['ShareAccepted', 'ParticipantLeft']]
        : ['not-a-participant', ['ParticipantLeft']],
    );
  });

  it('a merger that makes the observer the owner, while it observes: nobody corroborates itself after', async () => {
    const successor = await listed('Successor');
    const owner = await listed('Owner');
    const commitment = (await give('MakeCommitment', owner, promise)).ids['commitment'];
    const claim = { about: 'commitment', commitment };
    const say = (command: string, by: string, says: object) =>
      (runners[other.process] as CommandRunner).run(
        commandNamed(command),
        new Envelope(
          { organisation: owner, ...says },
          { actor: { person: 'per_1', organisation: by, roles: ['participant'] } },
        ),
      );
    await say('ChangeOrganisation', owner, { change: 'merged', successor });
    const [observing] = await Promise.all([
      codeOf(give('CorroborateClaim', successor, { claim }, one)),
      say('AcceptSuccession', successor, {}),
    ]);
    const order = await typesOf('ClaimCorroborated', 'OrganisationChanged');
    expect([observing, order]).toEqual(
      observing === 'accepted'
        ? ['accepted', ['ClaimCorroborated', 'OrganisationChanged']]
        : ['own-claim', ['OrganisationChanged']],
    );
  });

  it('the same key, through both at once, opens one promise, and is answered with its id and receipts over both streams', async () => {
    const receiver = await listed('Receiver');
    const commitment = await offered(receiver);
    const key = { idempotencyKey: 'k' };
    const accept = (where: object) =>
      give('AcceptTransfer', receiver, { commitment, offer: 'o' }, { ...where, ...key });
    const answers = await Promise.all([accept(one), accept(other), accept(one)]);
    const [first] = answers;
    for (const answer of [...answers, await accept(other)]) expect(answer).toEqual(first);
    expect(first?.ids['commitment']).not.toBe(commitment);
    expect(new Set(first?.receipts.map(({ stream }) => stream)).size).toBe(2);
    expect(await typesOf('CommitmentSuperseded')).toHaveLength(1);
  });

  it('a revision that is expected is of the observation itself', async () => {
    const commitment = (await give('MakeCommitment', second, promise)).ids['commitment'];
    const observe = (name: string, text: string, ifMatch: number) =>
      codeOf(give(name, third, { claim: { about: 'commitment', commitment }, text }, { ...one, ifMatch }));
    expect(await observe('DisputeClaim', 'Not so', 7)).toBe('stale-expectation');
    await give('DisputeClaim', third, { claim: { about: 'commitment', commitment }, text: 'Not so' });
    const both = await Promise.all([
      observe('NoteObservation', 'Noted', 0),
      observe('CorroborateClaim', 'It is so', 0),
    ]);
    expect(both.toSorted()).toEqual(['accepted', 'stale-expectation']);
  });
});
