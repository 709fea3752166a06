import { fork } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Busy, START } from '#event-store';
import { SqliteEventStore } from '#event-store-sqlite';
import { eventStoreContract, type Bench } from './event-store.contract.ts';
import { restoringContract } from './restoring.contract.ts';
import { eventOf } from './store-laws.ts';
import { watchedClockContract } from './watched-clock.contract.ts';

async function open(): Promise<Bench & { file: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'pledgebook-contract-'));
  const file = join(directory, 'events.sqlite');
  let now: string | undefined;
  const clock = { now: () => (now ? new Date(now) : new Date()) };
  const opened: SqliteEventStore[] = [];
  const another = async () => {
    const store = await SqliteEventStore.open(file, { clock });
    opened.push(store);
    return store;
  };
  const store = await another();
  return {
    store,
    file,
    another,
    restart: async () => {
      await opened.shift()?.close();
      return another();
    },
    setClock: (instant) => {
      now = instant;
    },
    close: async () => {
      await Promise.all(opened.map((one) => one.close()));
      await rm(directory, { recursive: true });
    },
  };
}

eventStoreContract('SQLite', open);

describe('SQLite, whose clock may be set', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'pledgebook-clock-'));
  });
  afterEach(() => rm(directory, { recursive: true }));
  watchedClockContract('SQLite', async (stamping) => {
    const store = await SqliteEventStore.open(join(directory, 'events.sqlite'), stamping);
    return { store, close: () => store.close() };
  });
});

restoringContract('SQLite', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'pledgebook-restoring-'));
  const opened: SqliteEventStore[] = [];
  const openAs = async (options: { readOnly?: boolean; restoring?: boolean }) => {
    const store = await SqliteEventStore.open(join(directory, 'events.sqlite'), options);
    opened.push(store);
    return store;
  };
  return {
    restorable: () => openAs({ restoring: true }),
    plain: () => openAs({}),
    readOnly: () => openAs({ readOnly: true }),
    close: async () => {
      for (const one of opened) await one.close();
      await rm(directory, { recursive: true });
    },
  };
});

describe('SQLite, two processes on one file', () => {
  it('a tail sees what the other process writes, once and in order; what it acknowledged survives a kill -9', async () => {
    const bench = await open();
    const child = fork(join(import.meta.dirname, '../../dist/test/contract/writer.child.js'), [bench.file], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    const acknowledged: string[] = [];
    child.on('message', (id) => void acknowledged.push(id as string));
    const exited = new Promise((resolve) => child.on('exit', resolve));
    const stop = new AbortController();
    const seen: string[] = [];
    const own: string[] = [];
    for await (const page of bench.store.subscribe({ after: START, signal: stop.signal })) {
      seen.push(...page.events.map(({ id }) => id));
      if (seen.length > 600 && acknowledged.length > 100) child.kill('SIGKILL');
      if (child.killed) {
        await exited;
        stop.abort();
      } else if (page.events.length > 0) {
        const id = `evt_own${own.length}`;
        own.push(id);
        const event = { id, type: 'Said', version: 1, data: {}, metadata: {} };
        await bench.store.append([{ stream: 'own-k-e', expected: 'any', events: [event] }]);
      }
    }
    const kept = new Set<string>();
    for (let after = START, end = false; !end;) {
      const page = await bench.store.readAll({ after });
      for (const { id } of page.events) kept.add(id);
      ({ complete: after, end } = page);
    }
    expect(acknowledged.length).toBeGreaterThan(100);
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    expect([...kept].slice(0, seen.length)).toEqual(seen);
    await bench.close();
  });

  it('keeps its file to its owner', async () => {
    const bench = await open();
    expect((await stat(bench.file)).mode & 0o777).toBe(0o600);
    await bench.close();
  });
});

describe('SQLite, closed under a tail', () => {
  it('fails for whoever reads the tail, and in no timer, where it would end the process', async () => {
    const bench = await open();
    const { signal } = new AbortController();
    const tail = bench.store.subscribe({ after: START, signal })[Symbol.asyncIterator]();
    await tail.next();
    await bench.store.close();
    await expect(tail.next()).rejects.toThrow('statement has been finalized');
    await bench.close();
  });
});

describe('SQLite, held by another program', () => {
  let bench: Awaited<ReturnType<typeof open>>;
  let holding: DatabaseSync;
  beforeEach(async () => {
    bench = await open();
    holding = new DatabaseSync(bench.file);
    holding.exec('BEGIN IMMEDIATE');
  });
  afterEach(async () => {
    holding.close();
    await bench.close();
  });
  const appendTo = (store: SqliteEventStore) =>
    store.append([{ stream: 'ptn_a-held-one', expected: 'any', events: [eventOf()] }]);

  it('appends wait until it is let go, and whoever reads is answered meanwhile', async () => {
    const { store } = bench;
    let isOver = false;
    const waiting = appendTo(store as SqliteEventStore).finally(() => (isOver = true));
    for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
    expect([await store.head(), isOver]).toEqual([START, false]);
    holding.exec('COMMIT');
    await waiting;
    expect((await store.readAll()).events).toHaveLength(1);
  });

  it('refuses what has waited for too long, and goes on once it is let go', async () => {
    holding.exec('COMMIT');
    const opened = await SqliteEventStore.open(bench.file, { patience: 0 });
    holding.exec('BEGIN IMMEDIATE');
    for (let times = 0; times < 2; times++) {
      const refused = appendTo(opened);
      await expect(refused).rejects.toThrow(Busy);
      await expect(refused).rejects.toThrow('another program holds events.sqlite');
    }
    holding.exec('COMMIT');
    await appendTo(opened);
    expect((await opened.readAll()).events).toHaveLength(1);
    await opened.close();
  });
});
