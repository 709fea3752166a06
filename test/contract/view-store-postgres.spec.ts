import { Client } from 'pg';
import { positionOf, Unavailable } from '#event-store';
import type { Generation, Views } from '#projection';
import { PostgresViewStore, type PostgresViewsOptions } from '#projection-postgres';
import { event, made, pledges } from '../projection/pledges.ts';
import { bytesOf, Place } from '../projection/stores.ts';
import { PgBouncer } from '../support/pgbouncer.ts';
import { Postgres } from '../support/postgres.ts';
import { batchOf, serve, view, viewStoreContract, type ViewBench } from './view-store.contract.ts';

let postgres: Postgres;
let schemas = 0;
beforeAll(async () => {
  postgres = await Postgres.start();
});
afterAll(() => postgres.stop());

interface Bench extends ViewBench {
  readonly schema: string;
  another(options?: Partial<PostgresViewsOptions>): Promise<PostgresViewStore>;
}

/** @param url where the database is asked */
async function open(url = postgres.url): Promise<Bench> {
  const schema = `views_${++schemas}`;
  const opened: PostgresViewStore[] = [];
  const another = async (options: Partial<PostgresViewsOptions> = {}) => {
    const store = await PostgresViewStore.open({ url, schema, ...options });
    opened.push(store);
    return store;
  };
  return {
    schema,
    store: await another(),
    another,
    restart: async () => {
      await opened.shift()?.close();
      return another();
    },
    close: async () => {
      await Promise.all(opened.map((one) => one.close()));
    },
  };
}

viewStoreContract('PostgreSQL', () => open());

if (PgBouncer.isAtHand)
  describe('behind PgBouncer, in transaction mode', () => {
    let pooler: PgBouncer;
    beforeAll(async () => {
      pooler = await PgBouncer.start(postgres.url);
    });
    afterAll(() => pooler.stop());
    viewStoreContract('PostgreSQL behind PgBouncer', () => open(pooler.url));
  });
else console.warn('PgBouncer is not at hand: views on PostgreSQL were not tested behind it.');

/** Ends every connection to the server but the one that says so. */
const cut = () =>
  postgres.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'`,
  );

/** A connection beside those of the store. */
async function connected(): Promise<Client> {
  const client = new Client({ connectionString: postgres.url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

describe('views on PostgreSQL', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await open();
  });
  afterEach(() => bench.close());
  const things = view();
  /** That many statements of the store wait for a lock. */
  const waiting = async (client: Client) => {
    const blocked = `SELECT count(*)::int AS many FROM pg_stat_activity WHERE wait_event_type = 'Lock'`;
    for (let many = 0; many === 0;)
      [{ many }] = (await client.query<{ many: number }>(blocked)).rows as [{ many: number }];
  };

  it('a connection that is cut in mid-write leaves nothing half written, and says that it does not know', async () => {
    const generation = await serve(bench.store, things, { a: { count: 1 } });
    const others = await serve(bench.store, view('others'), { a: { count: 1 } });
    const other = await connected();
    // The checkpoints are moved by then, and the one document is written.
    await other.query('BEGIN');
    await other.query(`SELECT FROM ${bench.schema}.documents_${others.number} WHERE key = 'a' FOR UPDATE`);
    const batches = [
      batchOf(things, generation, [1, 2], { a: { count: 2 } }),
      batchOf(view('others'), others, [1, 2], { a: { count: 2 } }),
    ];
    const failure = bench.store.write(batches).catch((error: unknown) => error);
    await waiting(other);
    // Only the one that waits: were the other cut first, the write could come to its end.
    await postgres.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'`,
    );
    expect(await failure).toMatchObject({ constructor: Unavailable, cause: { code: '57P01' } });
    await other.end();
    const seen = async (views: Views) => [
      (await views.get(things, 'a'))?.count,
      (await views.get(view('others'), 'a'))?.count,
      ...[...(await views.checkpoints()).values()].map(({ position }) => position),
    ];
    expect(await bench.store.atOneMoment(seen)).toEqual([1, 1, positionOf(1), positionOf(1)]);
    expect(await bench.store.write(batches)).toEqual(new Map());
    expect(await bench.store.atOneMoment(seen)).toEqual([2, 2, positionOf(2), positionOf(2)]);
  });

  it('a projection goes on by itself after connections were cut and the server was started anew', async () => {
    const opening = { url: postgres.url, schema: `${bench.schema}_run` };
    const place = await Place.open(() => PostgresViewStore.open(opening));
    const others = { ...pledges, name: 'others' };
    const running = place.run(pledges, others);
    for (let i = 0; i < 60; i++) {
      await place.append(made(`cmt_${i}`), event('Changed', { pledge: 'cmt_0' }));
      if (i % 10 === 5) await cut();
      if (i === 30) await postgres.restart();
    }
    const end = await place.events.head();
    expect(await running.reached(end, { withinMs: 25_000 })).toBe(true);
    expect((await place.views.get(pledges, 'cmt_0'))?.reports).toBe(60);
    const live = await bytesOf(place.views, pledges);
    expect(live).toHaveLength(60);
    expect(await bytesOf(place.views, others)).toEqual(live);
    await running.rebuild(['pledges']);
    expect(await bytesOf(place.views, pledges)).toEqual(live);
    await place.close();
  });

  it('says what failed when the server is away', async () => {
    const away = PostgresViewStore.open({ url: 'postgres://postgres@127.0.0.1:1/postgres' });
    await expect(away).rejects.toMatchObject({ constructor: Unavailable, cause: { code: 'ECONNREFUSED' } });
  });

  it('keeps what is out of use for as long as a query may take, then whoever opens it drops it', async () => {
    const tables = async () => {
      const client = await connected();
      const { rows } = await client.query<{ name: string }>(
        `SELECT tablename AS name FROM pg_tables WHERE schemaname = $1 ORDER BY tablename`,
        [bench.schema],
      );
      await client.end();
      return rows.map(({ name }) => name).filter((name) => /\d/.test(name));
    };
    const tablesOf = ({ number }: Generation) => [`documents_${number}`, `terms_${number}`];
    const old = await serve(bench.store, things, {});
    const next = await serve(bench.store, view('things', 2), {});
    await bench.another();
    expect(await tables()).toEqual([...tablesOf(old), ...tablesOf(next)].sort());
    await postgres.query(
      `UPDATE ${bench.schema}.generations SET retired_at = retired_at - interval '20 minutes'`,
    );
    await bench.another();
    expect(await tables()).toEqual(tablesOf(next));
  });

  it('ends a query that takes longer than it may', async () => {
    await serve(bench.store, things, { a: {} });
    const hasty = await bench.another({ limits: { query: 1 } });
    const asked = hasty.atOneMoment(async (views) => {
      for (;;) await views.get(things, 'a');
    });
    await expect(asked).rejects.toThrow(Unavailable);
    expect(await hasty.get(things, 'a')).toEqual({});
  });

  it('lets nobody ask of a moment that is over', async () => {
    await serve(bench.store, things, { a: {} });
    let kept: Views | undefined;
    await bench.store.atOneMoment(async (views) => void (kept = views));
    await expect(kept?.get(things, 'a')).rejects.toThrow('the moment is over');
  });

  it('is read as it stands where the server lets it be read alone, as a replica does, and made nowhere else', async () => {
    await serve(bench.store, things, { a: { count: 1 } });
    const reading = `${postgres.url}?options=-c%20default_transaction_read_only%3Don`;
    const copy = await bench.another({ url: reading, listenUrl: reading });
    expect([copy.isReadOnly, bench.store.isReadOnly]).toEqual([true, false]);
    expect(await copy.get(things, 'a')).toEqual({ count: 1 });
    const { count } = copy.changes;
    const seen = copy.changes.after(count, AbortSignal.timeout(20_000));
    const served = (await bench.store.active('things')) as Generation;
    await bench.store.write([batchOf(things, served, [1, 2], { a: { count: 2 } })]);
    await seen;
    expect(await copy.get(things, 'a')).toEqual({ count: 2 });
    await expect(copy.giveUp('things')).rejects.toMatchObject({ code: '25006' });
    await expect(bench.another({ url: reading, schema: 'never_made' })).rejects.toThrow(Unavailable);
  });

  it('brings up a schema that knew no leases', async () => {
    await postgres.query(`DROP TABLE ${bench.schema}.leases`);
    await postgres.query(`UPDATE ${bench.schema}.schema_version SET version = 1`);
    const { leases } = await bench.another();
    expect(await leases.hold({ names: ['a'], holder: 'one', seconds: 60 })).toEqual(new Set(['a']));
  });

  it('wakes whoever waits, where it may listen', async () => {
    const generation = await serve(bench.store, things, {});
    const told = Promise.withResolvers<unknown>();
    const client = await connected();
    client.on('notification', told.resolve);
    await client.query(`LISTEN ${bench.schema}`);
    const listening = await bench.another({ listenUrl: postgres.url });
    const { count } = listening.changes;
    const woken = listening.changes.after(count, AbortSignal.timeout(20_000));
    await bench.store.write([batchOf(things, generation, [1, 2], {})]);
    await Promise.all([woken, told.promise]);
    expect(listening.changes.count).toBeGreaterThan(count);
    await client.end();
  });

  it('takes no name of a schema that would have to be quoted', async () => {
    const opened = PostgresViewStore.open({ url: postgres.url, schema: 'a"b' });
    await expect(opened).rejects.toThrow(TypeError);
  });
});
