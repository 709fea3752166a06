import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { START, type Page } from '#event-store';
import { PostgresEventStore } from '#event-store-postgres';
import { PgBouncer } from '../support/pgbouncer.ts';
import { Postgres } from '../support/postgres.ts';
import { eventStoreContract, type Bench } from './event-store.contract.ts';
import { restoringContract } from './restoring.contract.ts';
import { watchedClockContract } from './watched-clock.contract.ts';
import { eventOf, everything } from './store-laws.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await Postgres.start();
});
afterAll(() => postgres.stop());

/** @param through the address of a pooler before the server */
async function open(through?: string): Promise<Bench & { url: string }> {
  const { pathname, href } = new URL(await postgres.database());
  const url = through === undefined ? href : new URL(pathname, through).href;
  let now: string | undefined;
  const clock = { now: () => (now ? new Date(now) : new Date()) };
  const opened: PostgresEventStore[] = [];
  const another = async () => {
    const store = await PostgresEventStore.open({ url, clock, connections: 4 });
    opened.push(store);
    return store;
  };
  return {
    store: await another(),
    url,
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
    },
  };
}

eventStoreContract('PostgreSQL', open);

describe('PostgreSQL, whose clock may be set', () => {
  let url: string;
  beforeEach(async () => {
    url = await postgres.database();
  });
  watchedClockContract('PostgreSQL', async (stamping) => {
    const store = await PostgresEventStore.open({ url, connections: 2, ...stamping });
    return { store, close: () => store.close() };
  });
});

restoringContract('PostgreSQL', async () => {
  const url = await postgres.database();
  const opened: PostgresEventStore[] = [];
  const openAs = async (options: { readOnly?: boolean; restoring?: boolean }) => {
    const store = await PostgresEventStore.open({ url, connections: 2, ...options });
    opened.push(store);
    return store;
  };
  return {
    restorable: () => openAs({ restoring: true }),
    plain: () => openAs({}),
    readOnly: () => openAs({ readOnly: true }),
    close: async () => {
      for (const one of opened) await one.close();
    },
  };
});

if (PgBouncer.isAtHand)
  describe('behind PgBouncer, in transaction mode', () => {
    let pooler: PgBouncer;
    beforeAll(async () => {
      pooler = await PgBouncer.start(postgres.url);
    });
    afterAll(() => pooler.stop());
    eventStoreContract('PostgreSQL behind PgBouncer', () => open(pooler.url));
  });
else console.warn('PgBouncer is not at hand: events on PostgreSQL were not tested behind it.');

/** A process of its own that appends until it is ended, and tells what was acknowledged. */
function writer(url: string): { child: ChildProcess; acknowledged: string[] } {
  const child = fork(join(import.meta.dirname, '../../dist/test/contract/writer.child.js'), [url]);
  const acknowledged: string[] = [];
  child.on('message', (id) => void acknowledged.push(id as string));
  return { child, acknowledged };
}

/** Follows a store until something has become so. @returns the ids seen, in order */
async function followed(
  store: PostgresEventStore | Bench['store'],
  becameSo: (page: Page, seen: readonly string[]) => boolean | Promise<boolean>,
): Promise<string[]> {
  const stop = new AbortController();
  const seen: string[] = [];
  for await (const page of store.subscribe({ after: START, signal: stop.signal })) {
    seen.push(...page.events.map(({ id }) => id));
    if (await becameSo(page, seen)) stop.abort();
  }
  return seen;
}

const write = (stream: string) => [{ stream, expected: 'any' as const, events: [eventOf()] }];

describe('PostgreSQL, several processes on one database', () => {
  let bench: Bench & { url: string };
  beforeEach(async () => {
    bench = await open();
  });
  afterEach(() => bench.close());

  it('a tail sees what two others write, once and in order, while one of them is killed', async () => {
    const writers = [writer(bench.url), writer(bench.url)] as const;
    const seen = await followed(bench.store, async (page, all) => {
      if (!writers.every(({ acknowledged }) => acknowledged.length > 100) || all.length < 600) return false;
      const ended = writers.map(async ({ child }) => {
        if (child.signalCode === null && child.kill('SIGKILL')) await once(child, 'exit');
      });
      await Promise.all(ended);
      return page.complete === (await bench.store.head());
    });
    const kept = await everything(bench.store);
    expect(kept.slice(0, seen.length)).toEqual(seen);
    const known = new Set(kept);
    for (const { acknowledged } of writers) expect(acknowledged.filter((id) => !known.has(id))).toEqual([]);
  });

  it('a writer that is stopped in the midst of appending holds up nobody', async () => {
    const { child } = writer(bench.url);
    await once(child, 'message');
    child.kill('SIGSTOP');
    for (let i = 0; i < 50; i++) await bench.store.append(write(`own-k-e${i}`));
    child.kill('SIGCONT');
    await once(child, 'message');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect((await everything(bench.store)).length).toBeGreaterThan(50);
  });

  it('goes on after its connections were cut: nothing is lost, nothing is there twice, and tails go on', async () => {
    const wanted: string[] = [];
    const writing = (async () => {
      for (let i = 0; i < 60; i++) {
        const group = Array.from({ length: 8 }, (_, j) => write(`w-k-e${j}`));
        await Promise.all(group.map((one) => bench.store.append(one)));
        wanted.push(...group.flatMap((one) => one[0]?.events.map(({ id }) => id) ?? []));
        if (i % 10 === 5)
          await postgres.query(
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test_%'`,
          );
      }
    })();
    const seen = await followed(bench.store, (_, all) => all.length >= 480);
    await writing;
    expect(seen.toSorted()).toEqual(wanted.toSorted());
    expect(await everything(bench.store)).toEqual(seen);
  });

  it('goes on after the server was started anew', async () => {
    await bench.store.append(write('a-k-before'));
    const seen = followed(bench.store, (_, all) => all.length >= 2);
    await postgres.restart();
    await bench.store.append(write('a-k-after'));
    expect(await seen).toHaveLength(2);
  });
});

describe('PostgreSQL, a tail that the database wakes', () => {
  it('wakes for what another connection appends', async () => {
    const url = await postgres.database();
    const [store, other] = [
      await PostgresEventStore.open({ url, listenUrl: url }),
      await PostgresEventStore.open({ url }),
    ];
    const seen = await followed(store, async (_, all) => {
      if (all.length < 3) await other.append(write('a-k-e'));
      return all.length >= 3;
    });
    expect(seen).toHaveLength(3);
    await Promise.all([store.close(), other.close()]);
  });
});
