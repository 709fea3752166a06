import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { CommandRunner, Envelope, type CommandAnswer } from '#cqrs';
import type { EventStore } from '#event-store';
import { SqliteEventStore } from '#event-store-sqlite';
import { Refused, systemClock, type StoredEvent } from '#kernel';
import { orgId } from '#specification';
import { commandNamed } from '../support/command-named.ts';
import { runs } from './runs.ts';

const RUNS = runs(60);
const secret = Buffer.from('secret');
const convener = orgId('convener');
const joiners = ['a', 'b', 'c', 'd'].map(orgId);

/** A command of somebody, to one of two partnerships, through one of two processes. */
interface Given {
  readonly name: 'JoinPartnership' | 'LeavePartnership' | 'OpenCall' | 'MakeCommitment';
  readonly who: string;
  readonly book: number;
  readonly process: number;
  readonly key: string | undefined;
}
const given: fc.Arbitrary<Given> = fc.record({
  name: fc.constantFrom('JoinPartnership', 'LeavePartnership', 'OpenCall', 'MakeCommitment'),
  who: fc.constantFrom(...joiners),
  book: fc.integer({ min: 0, max: 1 }),
  process: fc.integer({ min: 0, max: 1 }),
  key: fc.constantFrom(undefined, 'k1', 'k2'),
});
const says = {
  JoinPartnership: { priorities: ['Reach'] },
  LeavePartnership: {},
  OpenCall: { call: 'c', text: 'Come' },
  MakeCommitment: { statement: 'Connect 120 schools', kind: 'programme' },
};
/** Whether it is said by who takes part, or by who does not. */
const SAID_INSIDE: Readonly<Record<string, boolean>> = {
  ParticipantJoined: false,
  ParticipantLeft: true,
  CallOpened: true,
  CommitmentMade: true,
};
const CODES = ['already-a-participant', 'not-a-participant', 'entry-id-taken', 'idempotency-key-reused'];

/** A store of which each call begins, and each answer comes, when the schedule says so. */
function scheduled(store: EventStore, s: fc.Scheduler): EventStore {
  const late = new Set(['append', 'readStream', 'readEvent', 'head']);
  return new Proxy(store, {
    get: (real, name) => {
      const call = (Reflect.get(real, name) as (...given: unknown[]) => unknown).bind(real);
      if (!late.has(String(name))) return call;
      return async (...asked: unknown[]) => {
        await s.schedule(Promise.resolve(), `${String(name)} begins`);
        const answer = await call(...asked);
        await s.schedule(Promise.resolve(), `${String(name)} answers`);
        return answer;
      };
    },
  });
}
/** Waits end when the schedule says so, but those for a turn that does not come: these it never ends. */
const timeOf = (s: fc.Scheduler) => ({
  now: () => 0,
  chance: () => 0.5,
  after: (milliseconds: number, call: () => void) => {
    if (milliseconds < 1000) void s.schedule(Promise.resolve(), 'a wait ends').then(call);
    return () => undefined;
  },
});

describe('commands in any interleaving, through two processes', () => {
  let directory: string;
  let stores: [SqliteEventStore, SqliteEventStore];
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'pledgebook-interleaving-'));
    const file = join(directory, 'events.sqlite');
    stores = [await SqliteEventStore.open(file), await SqliteEventStore.open(file)];
  });
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await rm(directory, { recursive: true });
  });

  const envelope = (organisation: string, about: object, key?: string) =>
    new Envelope(about, {
      actor: { person: 'per_1', organisation, roles: ['participant'] },
      ...(key === undefined ? {} : { idempotencyKey: key }),
    });
  /** A partnership that anybody may join, and some have. */
  async function convened(): Promise<string> {
    const runner = new CommandRunner(stores[0], systemClock, secret);
    const scope = { places: ['global'], sdgTargets: [] };
    const begun = { title: 'T', problem: 'P', scope };
    const { ids } = await runner.run(commandNamed('ConvenePartnership'), envelope(convener, begun));
    const partnership = ids['partnership'] ?? '';
    const call = { partnership, call: 'first', text: 'Come' };
    await runner.run(commandNamed('OpenCall'), envelope(convener, call));
    for (const who of joiners.slice(0, 2))
      await runner.run(
        commandNamed('JoinPartnership'),
        envelope(who, { partnership, ...says.JoinPartnership }),
      );
    return partnership;
  }
  async function give(all: readonly Given[], s: fc.Scheduler) {
    const before = await stores[0].head();
    const books = [await convened(), await convened()];
    const begin = await stores[0].head();
    const time = timeOf(s);
    const runners = stores.map(
      (store) => new CommandRunner(scheduled(store, s), systemClock, secret, { time }),
    );
    const run = async ({ name, who, book, process, key }: Given) => {
      const about = { partnership: books[book], ...says[name] };
      // Each run has keys of its own.
      const own = key && `${books[0]} ${key}`;
      try {
        return await (runners[process] as CommandRunner).run(commandNamed(name), envelope(who, about, own));
      } catch (error) {
        if (error instanceof Refused) return error.refusal.code;
        throw error;
      }
    };
    const outcomes = await s.waitFor(Promise.all(all.map(run)));
    const { events } = await stores[0].readAll({ after: before });
    return { outcomes, events, given: events.filter(({ position }) => position > begin) };
  }

  it('all come to their end; what was accepted is there once, in streams without gaps, where it may be', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(given, { minLength: 2, maxLength: 12 }), fc.scheduler(), async (all, s) => {
        const { outcomes, events, given: own } = await give(all, s);
        expect(CODES).toEqual(expect.arrayContaining(outcomes.filter((one) => typeof one === 'string')));
        checkAnswered(
          own.filter(({ stream }) => !stream.startsWith('command-')),
          all,
          outcomes,
        );
        for (const its of Map.groupBy(events, ({ stream }) => stream).values()) {
          expect(its.map(({ revision }) => revision)).toEqual(its.map((_, i) => i));
        }
        checkInside(events);
      }),
      { numRuns: RUNS },
    );
  }, 300_000);
});

/** What is there was answered, what was answered is there, and one answer was given twice only for one key. */
function checkAnswered(
  events: readonly StoredEvent[],
  all: readonly Given[],
  outcomes: readonly (CommandAnswer | string)[],
): void {
  const places = (of: readonly { readonly id: string; readonly revision: number }[]) =>
    new Map(of.map(({ id, revision }) => [id, revision]));
  const answered = outcomes.flatMap((one, i) =>
    typeof one === 'string' ? [] : [{ by: all[i] as Given, receipts: one.receipts }],
  );
  expect(places(events)).toEqual(places(answered.flatMap(({ receipts }) => receipts)));
  const written = answered.filter(({ receipts }) => receipts.length > 0);
  for (const same of Map.groupBy(written, ({ receipts: [first] }) => first?.id).values()) {
    // Without a key each is another.
    const asked = same.map(({ by: { process: _, key = Symbol('none'), ...by } }) => ({ ...by, key }));
    for (const one of asked) expect(one).toEqual(asked[0]);
  }
}

/** In the order of the book, everything was said by who might say it then. */
function checkInside(events: readonly StoredEvent[]): void {
  const inside = new Set<string>();
  for (const { type, data, metadata } of events) {
    const member = `${(data as { partnership: string }).partnership} ${metadata['organisation']}`;
    if (!(type in SAID_INSIDE)) continue;
    expect([type, inside.has(member)]).toEqual([type, SAID_INSIDE[type]]);
    if (type === 'ParticipantJoined') inside.add(member);
    if (type === 'ParticipantLeft') inside.delete(member);
  }
}
