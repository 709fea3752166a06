import { Conflict, type Check, type Write } from '#event-store';
import { Refused } from '#kernel';
import { ConflictRetry } from './conflict-retry.ts';
import type { Time } from './time.ts';
import { StreamQueues, type Claims } from './stream-queues.ts';

/** Lets everything that waits for nothing but its turn go on. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A time that passes when the test says so; of all that is possible by chance, it is the middle. */
class SetTime implements Time {
  private at = 0;
  private readonly calls = new Map<() => void, number>();

  now = () => this.at;
  chance = () => 0.5;
  after = (milliseconds: number, call: () => void) => {
    this.calls.set(call, this.at + milliseconds);
    return () => void this.calls.delete(call);
  };

  /** The next of what waits for the time: how long that was. */
  async next(): Promise<number> {
    const before = this.at;
    const [first] = [...this.calls].sort(([, a], [, b]) => a - b);
    if (!first) return 0;
    const [call, at] = first;
    this.calls.delete(call);
    this.at = at;
    call();
    await settle();
    return at - before;
  }

  get waiting(): number {
    return this.calls.size;
  }
}

const writing = (...streams: string[]): Claims => new Map(streams.map((stream) => [stream, 'write']));
const checking = (...streams: string[]): Claims => new Map(streams.map((stream) => [stream, 'check']));

describe('turns on streams', () => {
  let time: SetTime;
  let turns: StreamQueues;
  let come: string[];
  let end: Map<string, () => Promise<void>>;
  beforeEach(() => {
    time = new SetTime();
    turns = new StreamQueues(time);
    come = [];
    end = new Map();
  });
  const ask = (name: string, claims: Claims, until = 10_000) =>
    void turns.take(claims, until).then(
      (turn) => {
        come.push(name);
        end.set(name, () => {
          turns.end(turn);
          return settle();
        });
      },
      () => come.push(`${name} too late`),
    );

  it('come one at a time in the order of asking, to those who write to the same', async () => {
    for (const name of ['a', 'b', 'c']) ask(name, writing('s'));
    await settle();
    expect(come).toEqual(['a']);
    await end.get('a')?.();
    expect(come).toEqual(['a', 'b']);
    await end.get('b')?.();
    expect(come).toEqual(['a', 'b', 'c']);
    await end.get('c')?.();
    expect([turns.isEmpty, time.waiting]).toEqual([true, 0]);
  });

  it('come at once, to those who have no stream in common', async () => {
    ask('a', writing('s'));
    ask('b', writing('t', 'u'));
    ask('c', checking('v'));
    await settle();
    expect(come).toEqual(['a', 'b', 'c']);
  });

  it('come together to those who only check, after who asked to write earlier, and before who asked later', async () => {
    ask('a', writing('s'));
    for (const name of ['b', 'c']) ask(name, checking('s'));
    ask('d', writing('s'));
    ask('e', checking('s'));
    await settle();
    await end.get('a')?.();
    expect(come).toEqual(['a', 'b', 'c']);
    await end.get('c')?.();
    expect(come).toEqual(['a', 'b', 'c']);
    await end.get('b')?.();
    expect(come).toEqual(['a', 'b', 'c', 'd']);
    await end.get('d')?.();
    expect(come).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('on several streams come when all are free, also to those who name them the other way round', async () => {
    ask('a', writing('s'));
    ask('b', writing('s', 't'));
    ask('c', writing('t', 's'));
    ask('d', writing('t'));
    await settle();
    expect(come).toEqual(['a']);
    for (const name of ['a', 'b', 'c', 'd']) await end.get(name)?.();
    expect(come).toEqual(['a', 'b', 'c', 'd']);
    expect(turns.isEmpty).toBe(true);
  });

  it('that do not come in time are given up, and hold up nobody behind', async () => {
    ask('a', writing('s'));
    ask('b', writing('s', 't'), 50);
    ask('c', writing('t'));
    await settle();
    expect(come).toEqual(['a']);
    expect(await time.next()).toBe(50);
    expect(come.toSorted()).toEqual(['a', 'b too late', 'c']);
  });
});

describe('a command in a race', () => {
  let time: SetTime;
  let turns: StreamQueues;
  beforeEach(() => {
    time = new SetTime();
    turns = new StreamQueues(time);
  });
  const exact = (stream: string): Check => ({ stream, expected: { exact: 0 } });
  const write = (stream: string): Write => ({ ...exact(stream), events: [] });
  const conflict = (...streams: string[]) =>
    new Conflict(streams.map((stream) => ({ ...exact(stream), actual: 1 })));
  /** Whether it goes on without waiting for anything. */
  async function goesOn(asked: Promise<unknown>): Promise<boolean> {
    let isOver = false;
    void asked.then(() => (isOver = true));
    await settle();
    return isOver;
  }

  it('asks nobody before others come before it', async () => {
    const retry = new ConflictRetry(turns, time);
    expect(await retry.queueBehindOthers([write('s')])).toBe(false);
    expect([retry.hasLost, turns.isEmpty]).toEqual([false, true]);
  });

  it('takes its turn on what it lost, and on nothing else of what it writes and checks', async () => {
    const retry = new ConflictRetry(turns, time);
    await retry.afterConflict(conflict('s'), [write('s'), write('own')], [exact('guard')]);
    expect(retry.hasLost).toBe(true);
    expect(['s', 'own', 'guard'].map((stream) => turns.isQueued(stream))).toEqual([true, false, false]);
    retry.end();
    expect(turns.isEmpty).toBe(true);
  });

  it('takes its turn on all, where it is not told what it lost, or by a name of the engine’s own', async () => {
    for (const told of [conflict(), conflict('digest')]) {
      const retry = new ConflictRetry(turns, time);
      await retry.afterConflict(told, [write('s')], [exact('guard')]);
      expect([turns.isQueued('s'), turns.isQueued('guard')]).toEqual([true, true]);
      retry.end();
    }
  });

  it('lets those go first who are at a stream that it writes to, newly come as it is, and not for what it checks', async () => {
    const first = new ConflictRetry(turns, time);
    await first.afterConflict(conflict('s'), [write('s')], []);
    const elsewhere = new ConflictRetry(turns, time);
    expect(await elsewhere.queueBehindOthers([write('t')])).toBe(false);
    const second = new ConflictRetry(turns, time);
    const waiting = second.queueBehindOthers([write('s'), write('t')]);
    expect(await goesOn(waiting)).toBe(false);
    first.end();
    expect(await waiting).toBe(true);
    expect(await second.queueBehindOthers([write('s'), write('t')])).toBe(false);
  });

  it('waits at random, longer by and by, while it loses its turn to another process', async () => {
    const retry = new ConflictRetry(turns, time);
    const lose = () => retry.afterConflict(conflict('s'), [write('s')], []);
    expect(await goesOn(lose())).toBe(true);
    const waits: number[] = [];
    for (let i = 0; i < 5; i++) {
      const waiting = lose();
      expect(await goesOn(waiting)).toBe(false);
      waits.push(await time.next());
      await waiting;
    }
    expect(waits).toEqual([1, 2, 4, 8, 8]);
  });

  it('gives its turn back while it waits for one on more', async () => {
    const [one, other] = [new ConflictRetry(turns, time), new ConflictRetry(turns, time)];
    await one.afterConflict(conflict('s'), [write('s')], []);
    await other.afterConflict(conflict('t'), [write('t')], []);
    const both = [write('s'), write('t')];
    const [first, second] = [one.queueBehindOthers(both), other.queueBehindOthers(both)];
    await settle();
    await first;
    expect(await goesOn(second)).toBe(false);
    one.end();
    expect(await second).toBe(true);
    other.end();
    expect(turns.isEmpty).toBe(true);
  });

  it.each([
    [
      'it loses',
      async (retry: ConflictRetry) => {
        for (;;) {
          const losing = retry.afterConflict(conflict('s'), [write('s')], []);
          const [outcome] = await Promise.allSettled([losing, settle().then(() => time.next())]);
          if (outcome.status === 'rejected') throw outcome.reason;
        }
      },
    ],
    [
      'its turn does not come',
      async (retry: ConflictRetry) => {
        await new ConflictRetry(turns, time).afterConflict(conflict('s'), [write('s')], []);
        const waiting = retry.queueBehindOthers([write('s')]);
        await Promise.all([waiting, time.next()]);
      },
    ],
  ])('is refused after ten seconds in which %s, and is in nobody’s way then', async (_, loses) => {
    const retry = new ConflictRetry(turns, time);
    const refused = await loses(retry).catch((error: unknown) => error);
    expect((refused as Refused).refusal.code).toBe('too-busy');
    expect(time.now()).toBeGreaterThanOrEqual(10_000);
    expect(time.now()).toBeLessThan(10_020);
    retry.end();
  });
});
