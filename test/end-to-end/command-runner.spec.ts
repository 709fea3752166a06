import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuse, Refused, relyOn, systemClock, type AnyCommand } from '#kernel';
import { CommandRunner, Envelope, type CommandAnswer, type CommandContext } from '#cqrs';
import { fingerprint } from '#event-store';
import { SqliteEventStore } from '#event-store-sqlite';
import { Organisation, organisationCommands, organisationStream } from '#organisation';
import { orgId } from '#specification';

const [registerOrganisation, changeOrganisation] = organisationCommands as [AnyCommand, AnyCommand];
const actor = { person: 'per_1', organisation: orgId('itu'), roles: ['participant'] };

describe('the command runner, on a real store', () => {
  let directory: string;
  let store: SqliteEventStore;
  let runner: CommandRunner;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'pledgebook-runner-'));
    store = await SqliteEventStore.open(join(directory, 'events.sqlite'));
    runner = new CommandRunner(store, systemClock, Buffer.from('secret'));
  });
  afterEach(async () => {
    await store.close();
    await rm(directory, { recursive: true });
  });

  const register = (input: object, context: Partial<CommandContext> = {}) =>
    runner.run(registerOrganisation, new Envelope(input, { actor, ...context }));
  const change = (organisation: string, input: object, context: Partial<CommandContext> = {}) =>
    runner.run(changeOrganisation, new Envelope({ organisation, ...input }, { actor, ...context }));
  const codeOf = (asked: Promise<unknown>) =>
    asked.then(
      () => 'accepted',
      (error: unknown) => (error instanceof Refused ? error.refusal.code : error),
    );
  const itself = ({ ids }: CommandAnswer) => ({ ...actor, organisation: ids['organisation'] ?? '' });

  it('answers with ids, the revision, receipts of what is stored, and how far the book is written', async () => {
    const answer = await register({ name: 'ITU', type: '40' });
    const { events } = await store.readAll();
    expect(answer.revision).toBe(0);
    expect(answer.receipts.map(({ sha256 }) => sha256)).toEqual(events.map(fingerprint));
    expect(answer.position).toBe(await store.head());
    expect(events[0]?.metadata).toMatchObject({
      person: 'per_1',
      organisation: orgId('itu'),
      roles: 'participant',
    });
  });

  it('the same key sixty-four times at once is applied once and answered alike', async () => {
    const answers = await Promise.all(
      Array.from({ length: 64 }, () => register({ name: 'ITU' }, { idempotencyKey: 'k1' })),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await store.readAll({ types: ['OrganisationRegistered'] })).events).toHaveLength(1);
  });

  it('the same key with another body is refused; from another organisation it is another key', async () => {
    await register({ name: 'ITU' }, { idempotencyKey: 'k1' });
    expect(await codeOf(register({ name: 'GSMA' }, { idempotencyKey: 'k1' }))).toBe('idempotency-key-reused');
    const other = { ...actor, organisation: orgId('gsma') };
    expect(await codeOf(register({ name: 'GSMA' }, { actor: other, idempotencyKey: 'k1' }))).toBe('accepted');
  });

  it('a refusal leaves the key free, and no trace', async () => {
    const identifier = { agency: 'XM-DAC', number: '41302' };
    await register({ name: 'ITU', identifier });
    const before = await store.head();
    expect(await codeOf(register({ name: 'Again', identifier }, { idempotencyKey: 'k' }))).toBe(
      'identifier-taken',
    );
    expect(await store.head()).toBe(before);
    expect(await codeOf(register({ name: 'Again' }, { idempotencyKey: 'k' }))).toBe('accepted');
  });

  it('one identifier, sixty-four at once: one is listed, the others are told so', async () => {
    const identifier = { agency: 'XM-DAC', number: '1' };
    const codes = await Promise.all(
      Array.from({ length: 64 }, (_, i) => codeOf(register({ name: `No ${i}`, identifier }))),
    );
    expect(codes.filter((code) => code === 'accepted')).toHaveLength(1);
    expect(codes.filter((code) => code === 'identifier-taken')).toHaveLength(63);
  });

  it('loses races and decides anew: all of many changes at once stand', async () => {
    const registered = await register({ name: 'ITU' });
    const changes = Array.from({ length: 12 }, (_, i) =>
      change(
        registered.ids['organisation'] ?? '',
        { change: 'renamed', name: `ITU ${i}` },
        { actor: itself(registered) },
      ),
    );
    const revisions = (await Promise.all(changes)).map(({ revision }) => revision);
    expect(new Set(revisions).size).toBe(12);
  });

  it('an exact revision that is stale is refused, and the book is untouched', async () => {
    const registered = await register({ name: 'ITU' });
    const rename = (name: string, ifMatch: number) =>
      codeOf(
        change(
          registered.ids['organisation'] ?? '',
          { change: 'renamed', name },
          { actor: itself(registered), ifMatch },
        ),
      );
    expect(await rename('A', 0)).toBe('accepted');
    expect(await rename('B', 0)).toBe('stale-expectation');
    expect((await store.readAll()).events).toHaveLength(2);
  });

  it('decides on what another process wrote, not on what it remembers', async () => {
    const other = await SqliteEventStore.open(join(directory, 'events.sqlite'));
    const elsewhere = new CommandRunner(other, systemClock, Buffer.from('secret'));
    const registered = await register({ name: 'ITU' });
    const organisation = registered.ids['organisation'] ?? '';
    const dissolve = { organisation, change: 'dissolved' };
    await change(organisation, { change: 'renamed', name: 'A' }, { actor: itself(registered) });
    await elsewhere.run(changeOrganisation, new Envelope(dissolve, { actor: itself(registered) }));
    expect(
      await codeOf(change(organisation, { change: 'renamed', name: 'B' }, { actor: itself(registered) })),
    ).toBe('organisation-ended');
    await other.close();
  });

  it('sees one state of a stream in one decision, however often it looks, and while others write', async () => {
    const registered = await register({ name: 'ITU' });
    const by = { actor: itself(registered) };
    const organisation = registered.ids['organisation'] ?? '';
    let others = 3;
    /** The store, in which somebody else's change comes after each of the first looks. */
    const busy = new Proxy(store, {
      get: (real, name) => {
        if (name !== 'readStream') return (Reflect.get(real, name) as () => unknown).bind(real);
        return async (...asked: Parameters<SqliteEventStore['readStream']>) => {
          const page = await real.readStream(...asked);
          if (others > 0) await change(organisation, { change: 'renamed', name: `Other ${others--}` }, by);
          return page;
        };
      },
    });
    const looks: unknown[][] = [];
    const looking: AnyCommand = {
      ...changeOrganisation,
      reads: {
        ...changeOrganisation.reads,
        itself: () => relyOn(Organisation, organisationStream(organisation)),
      },
      decide: (state, command, facts) => {
        looks.push([state, facts.read['itself']]);
        return changeOrganisation.decide(state, command, facts);
      },
    };
    const says = { organisation, change: 'renamed', name: 'Ours' };
    const runs = new CommandRunner(busy, systemClock, Buffer.from('secret'));
    expect((await runs.run(looking, new Envelope(says, by))).revision).toBe(4);
    for (const [own, again] of looks) expect(again).toBe(own);
  });

  it.each([
    ['an answer of nothing new', []],
    ['a refusal', refuse('not-so', 'It is not so.')],
  ])(
    'decides %s once where what it remembers still stands, and anew where it does not',
    async (_, decision) => {
      const registered = await register({ name: 'ITU' });
      const organisation = registered.ids['organisation'] ?? '';
      const by = { actor: itself(registered) };
      await change(organisation, { change: 'renamed', name: 'A' }, by);
      let decided = 0;
      const deciding: AnyCommand = { ...changeOrganisation, decide: () => (decided++, decision) };
      const decide = () =>
        codeOf(runner.run(deciding, new Envelope({ organisation, change: 'dissolved' }, by)));
      await decide();
      expect(decided).toBe(1);
      const other = await SqliteEventStore.open(join(directory, 'events.sqlite'));
      const elsewhere = new CommandRunner(other, systemClock, Buffer.from('secret'));
      const renamed = { organisation, change: 'renamed', name: 'B' };
      await elsewhere.run(changeOrganisation, new Envelope(renamed, by));
      await decide();
      expect(decided).toBe(3);
      await other.close();
    },
  );

  it('reads the streams that it relies on side by side, and each once', async () => {
    const read: string[] = [];
    let [under, most] = [0, 0];
    /** The store, which takes a moment to answer. */
    const slow = new Proxy(store, {
      get: (real, name) => {
        if (name !== 'readStream') return (Reflect.get(real, name) as () => unknown).bind(real);
        return async (...asked: Parameters<SqliteEventStore['readStream']>) => {
          read.push(asked[0]);
          most = Math.max(most, ++under);
          await new Promise((resolve) => setImmediate(resolve));
          under--;
          return real.readStream(...asked);
        };
      },
    });
    const registered = await register({ name: 'ITU' });
    const others = ['a', 'b', 'a'].map((name) => relyOn(Organisation, organisationStream(orgId(name))));
    const relying: AnyCommand = {
      ...registerOrganisation,
      reads: {
        others: () => others,
        first: () => others[0],
        itself: () => relyOn(Organisation, organisationStream(registered.ids['organisation'] ?? '')),
      },
      decide: (_, __, { read: { others: states, first, itself: own } }) => {
        expect([states, first]).toEqual([[undefined, undefined, undefined], undefined]);
        expect(own).toBeDefined();
        return refuse('not-so', 'It is not so.');
      },
    };
    const runs = new CommandRunner(slow, systemClock, Buffer.from('secret'));
    expect(await codeOf(runs.run(relying, new Envelope({ name: 'Other' }, { actor })))).toBe('not-so');
    expect(most).toBe(3);
    expect(read).toHaveLength(3);
  });

  it.each([
    ['an unknown field', { name: 'X', extra: 1 }, 'invalid-input'],
    ['an unknown country', { name: 'X', country: 'ZZ' }, 'invalid-input'],
    ['a day to come', { name: 'X', effectiveOn: '2999-01-01' }, 'effective-in-future'],
    ['a day that never was', { name: 'X', effectiveOn: '2020-02-30' }, 'invalid-input'],
  ])('refuses %s, and leaves no trace', async (_, input, code) => {
    expect(await codeOf(register(input))).toBe(code);
    expect((await store.readAll()).events).toEqual([]);
  });
});
