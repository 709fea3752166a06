import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandRunner, Envelope } from '#cqrs';
import { SqliteEventStore } from '#event-store-sqlite';
import { Refused, systemClock } from '#kernel';
import { orgId } from '#specification';
import { commandNamed } from '../support/command-named.ts';

const indicator = {
  id: 'online',
  name: 'People online',
  level: 'outcome',
  unit: 'people',
  direction: 'increase',
  aggregation: 'sum',
};
const [convener, second, third] = [orgId('convener'), orgId('second'), orgId('third')];
const OUTCOMES = [
  'GoalAdopted',
  'CollectiveIndicatorAdopted',
  'ExpansionAdopted',
  'LeadHandedOver',
  'PartnershipClosed',
];
const TIMES = 8;

/** Commands that come at the same moment, through two processes, over a store that both write. */
describe.each(Array.from({ length: TIMES }, (_, i) => i))('Consent in a race, time %i', (time) => {
  let directory: string;
  let stores: SqliteEventStore[];
  let runners: CommandRunner[];
  let partnership: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'pledgebook-race-'));
    const file = join(directory, 'events.sqlite');
    stores = [await SqliteEventStore.open(file), await SqliteEventStore.open(file)];
    runners = stores.map((store) => new CommandRunner(store, systemClock, Buffer.from('secret')));
    const scope = { places: ['global'], sdgTargets: ['9.c'] };
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

  const give = (name: string, organisation: string, says: object, process = 0) => {
    const actor = { person: 'per_1', organisation, roles: ['participant'] };
    const about = partnership === '' ? says : { partnership, ...says };
    return (runners[process] as CommandRunner).run(commandNamed(name), new Envelope(about, { actor }));
  };
  const propose = (proposal: string, subject: string, more: object = {}) =>
    give('Propose', convener, { proposal, subject, text: `On ${subject}`, ...more });
  const consent = (proposal: string, organisation: string, process = 0) =>
    give('Consent', organisation, { proposal }, process);
  const codeOf = (given: Promise<unknown>) =>
    given.then(
      () => 'accepted',
      (error: unknown) => (error instanceof Refused ? error.refusal.code : error),
    );
  /** The outcomes in the book, each with those counted for it. */
  const outcomes = async () => {
    const { events } = await (stores[0] as SqliteEventStore).readAll({ types: OUTCOMES });
    return events.map(({ type, data }) => {
      const { proposal, consented } = data as { proposal: string; consented: readonly string[] };
      return { type, proposal, consented };
    });
  };
  const one = time % 2;
  const other = 1 - one;

  it('the last two answers, given at once, adopt once', async () => {
    await propose('i', 'collective-indicator', { indicator });
    await consent('i', convener);
    await Promise.all([consent('i', second, one), consent('i', third, other)]);
    const consented = [convener, second, third];
    expect(await outcomes()).toEqual([{ type: 'CollectiveIndicatorAdopted', proposal: 'i', consented }]);
    const guard = await (stores[0] as SqliteEventStore).readAll({ types: ['CollectiveIndicatorOpened'] });
    expect(guard.events).toHaveLength(1);
  });

  it('two proposals, completed at once by the same voice, are adopted once each', async () => {
    await propose('i', 'collective-indicator', { indicator });
    await propose('e', 'expansion', { adds: { places: ['CO'], sdgTargets: [] } });
    for (const proposal of ['i', 'e'])
      for (const organisation of [convener, second]) await consent(proposal, organisation);
    await Promise.all([consent('i', third, one), consent('e', third, other)]);
    expect((await outcomes()).map(({ proposal }) => proposal).sort()).toEqual(['e', 'i']);
  });

  it('two that leave at once: the second completes what waited for both', async () => {
    await propose('h', 'expansion');
    await consent('h', convener);
    await Promise.all([
      give('LeavePartnership', second, {}, one),
      give('LeavePartnership', third, {}, other),
    ]);
    expect(await outcomes()).toEqual([{ type: 'ExpansionAdopted', proposal: 'h', consented: [convener] }]);
  });

  it('the last consent racing an objection: either the one or the other stands', async () => {
    await propose('h', 'hand-over', { to: second });
    for (const organisation of [convener, third]) await consent('h', organisation);
    const [objecting, consenting] = await Promise.all([
      codeOf(give('Object', third, { proposal: 'h', reason: 'Not yet' }, one)),
      codeOf(consent('h', second, other)),
    ]);
    expect(consenting).toBe('accepted');
    const handedOver = (await outcomes()).length;
    expect([objecting, handedOver]).toEqual(
      objecting === 'accepted' ? ['accepted', 0] : ['proposal-adopted', 1],
    );
  });

  it('the receiver of the lead leaving, while the last voice consents: it is handed to who is there, or not at all', async () => {
    await propose('h', 'hand-over', { to: second });
    for (const organisation of [convener, second]) await consent('h', organisation);
    await Promise.all([give('LeavePartnership', second, {}, one), consent('h', third, other)]);
    const { events } = await (stores[0] as SqliteEventStore).readAll({
      types: ['LeadHandedOver', 'ParticipantLeft'],
    });
    const types = events.map(({ type }) => type);
    expect([['ParticipantLeft'], ['LeadHandedOver', 'ParticipantLeft']]).toContainEqual(types);
  });
});
