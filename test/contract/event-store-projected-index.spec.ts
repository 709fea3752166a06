import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Unavailable, withIndex, type IndexedLog, type Log, type Page } from '#event-store';
import { SqliteEventStore } from '#event-store-sqlite';
import { eventStoreContract, type Bench } from './event-store.contract.ts';
import { indexedByProjection } from './indexed.ts';
import { eventOf } from './store-laws.ts';

async function open(as: (log: Log) => Log = (log) => log): Promise<Bench> {
  const directory = await mkdtemp(join(tmpdir(), 'pledgebook-indexed-'));
  let now: string | undefined;
  const clock = { now: () => (now ? new Date(now) : new Date()) };
  const opened: IndexedLog[] = [];
  const another = async () => {
    const log = await SqliteEventStore.open(join(directory, 'events.sqlite'), { clock });
    const store = await indexedByProjection(as(log), directory, clock);
    opened.push(store);
    return store;
  };
  return {
    store: await another(),
    another,
    restart: async () => {
      await opened.shift()?.close();
      return another();
    },
    setClock: (instant) => {
      now = instant;
    },
    close: async () => {
      for (const one of opened) await one.close();
      await rm(directory, { recursive: true });
    },
  };
}

eventStoreContract('SQLite, with a projection as its index', open);

/** A log as several processes write it by clocks of their own: what was recorded when is told by the events themselves. */
const byOwnClocks = (log: Log): Log => {
  const stamped = (page: Page): Page => ({
    ...page,
    events: page.events.map((event) => {
      const { at } = event.data as { at: string };
      return { ...event, metadata: { ...event.metadata, recordedAt: at } };
    }),
  });
  return {
    ...withIndex(log, log as IndexedLog),
    readAll: async (options) => stamped(await log.readAll(options)),
    async *subscribe(options) {
      for await (const page of log.subscribe(options)) yield stamped(page);
    },
  };
};

describe('A moment, where several processes stamp by clocks of their own', () => {
  const at = (time: string) => `2020-01-01T12:${time}.000Z`;
  const moment = (time: string) => new Date(at(time));
  let bench: Bench;
  let positions: string[];
  const record = async (time: string) => {
    const events = [eventOf('Said', { at: at(time) })];
    positions.push((await bench.store.append([{ stream: 'a-b-c', expected: 'any', events }])).position);
  };
  beforeEach(async () => {
    bench = await open(byOwnClocks);
    positions = [];
    for (const time of ['00:10', '00:30', '00:20', '00:40']) await record(time);
  });
  afterEach(() => bench.close());

  it('ends before the first that was recorded later, and not after what steps back behind that', async () => {
    bench.setClock(at('05:00'));
    expect(await bench.store.positionAt(moment('00:25'))).toBe(positions[0]);
    expect(await bench.store.positionAt(moment('00:30'))).toBe(positions[2]);
  });

  it('is told once nothing can be recorded at it any more', async () => {
    bench.setClock(at('00:50'));
    expect(await bench.store.positionAt(moment('00:35'))).toBe(positions[2]);
    await expect(bench.store.positionAt(moment('00:45'))).rejects.toBeInstanceOf(Unavailable);
    bench.setClock(at('01:45'));
    expect(await bench.store.positionAt(moment('00:45'))).toBe(positions[3]);
  });
});
