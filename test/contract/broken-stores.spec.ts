import type { Pool } from 'pg';
import { positionOf, START, type Page, type Write, receiptOf } from '#event-store';
import { SqliteEventStore } from '#event-store-sqlite';
import { inTransaction, poolOf } from '#postgres';
import { giveUpStrayed, type ViewStore } from '#projection';
import type { StoredEvent } from '#kernel';
import { made, pledges } from '../projection/pledges.ts';
import { openSqlite, Place, unlikeItsEvents } from '../projection/stores.ts';
import { Postgres } from '../support/postgres.ts';
import { followedWhileWritten, writtenByTurns, type Log } from './store-laws.ts';

// A law that never failed proves nothing. Here each meets a store that breaks it, and sees it.

/** A log on PostgreSQL as it is often made: positions come from a sequence, which knows nothing of commits. */
class BySequence implements Log {
  private tail = START;
  private told = Promise.withResolvers<void>();

  /** @param holds the next append commits only once a tail has passed its place: unlucky, and not impossible */
  constructor(
    private readonly pool: Pool,
    private holds = false,
  ) {}

  async append(writes: readonly Write[]) {
    const { holds } = this;
    this.holds = false;
    return inTransaction(this.pool, async (client) => {
      const events: StoredEvent[] = [];
      for (const { stream, events: given } of writes)
        for (const event of given) {
          const { rows } = await client.query('INSERT INTO event VALUES ($1, $2) RETURNING *', [
            stream,
            event.id,
          ]);
          events.push(eventIn(rows[0]));
        }
      const position = events.at(-1)?.position ?? START;
      if (holds) await this.toldPast(position);
      return { position, events, receipts: events.map(receiptOf) };
    });
  }

  private async toldPast(position: string): Promise<void> {
    while (this.tail <= position) await this.told.promise;
  }

  async readAll({ after = START }: { after?: string } = {}): Promise<Page> {
    const sql = 'SELECT * FROM event WHERE position > $1 ORDER BY position';
    const events = (await this.pool.query(sql, [BigInt(after)])).rows.map(eventIn);
    return { events, complete: events.at(-1)?.position ?? after, end: true };
  }

  async *subscribe({ signal }: { signal: AbortSignal }) {
    for (let after = START; !signal.aborted;) {
      const page = await this.readAll({ after });
      yield page;
      after = this.tail = page.complete;
      this.told.resolve();
      this.told = Promise.withResolvers();
    }
  }

  async head(): Promise<string> {
    return (await this.readAll()).complete;
  }
}
const eventIn = (row: { stream: string; id: string; position: string }): StoredEvent => ({
  ...row,
  position: positionOf(BigInt(row.position)),
  revision: 0,
  type: 'Said',
  version: 1,
  data: {},
  metadata: {},
});

describe('a log whose positions come from a sequence', () => {
  let postgres: Postgres;
  const pools: Pool[] = [];
  beforeAll(async () => {
    postgres = await Postgres.start();
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await postgres.stop();
  });

  /** @param cached so many numbers a connection takes at a time */
  async function database(cached: number): Promise<(connections: number) => Pool> {
    const connectionString = await postgres.database();
    const connect = (max: number) => {
      const pool = poolOf({ connectionString, max });
      pools.push(pool);
      return pool;
    };
    await connect(1).query(`
      CREATE SEQUENCE place CACHE ${cached};
      CREATE TABLE event (stream text, id text, position bigint PRIMARY KEY DEFAULT nextval('place'));`);
    return connect;
  }

  it('has a tail that skips what took its number before, and is committed after, another', async () => {
    const connect = await database(1);
    const log = new BySequence(connect(5), true);
    const { told, there } = await followedWhileWritten(log, [log, log, log]);
    expect(there).toHaveLength(121);
    expect(there.filter((id) => !told.includes(id))).not.toEqual([]);
  });

  it('stands in the order of its numbers, and not of commits', async () => {
    const connect = await database(32);
    const { acknowledged, there } = await writtenByTurns(
      new BySequence(connect(1)),
      new BySequence(connect(1)),
    );
    expect(there).toHaveLength(acknowledged.length);
    expect(there).not.toEqual(acknowledged);
  });
});

/** A store of views with another way to do some things. */
const altered = (views: ViewStore, otherwise: Partial<ViewStore>): ViewStore =>
  new Proxy(views, {
    get: (one, name: keyof ViewStore) => {
      const done = otherwise[name] ?? one[name];
      return typeof done === 'function' ? (done as () => unknown).bind(one) : done;
    },
  });

describe('a store of views', () => {
  let place: Place;
  beforeEach(async () => {
    place = await Place.open(openSqlite);
  });
  afterEach(() => place.close());

  /** Runs until the views say that they have all events. */
  async function projected(): Promise<void> {
    const running = place.run(pledges);
    expect(await running.reached(await place.events.head(), { withinMs: 20_000 })).toBe(true);
    await place.stop(running);
  }
  const unlike = () => unlikeItsEvents(place.events, place.views, pledges);

  /** The process ends in the midst of the first write: what was not written by then is lost with it. */
  const endsOnce = (
    write: (views: ViewStore, ...given: Parameters<ViewStore['write']>) => Promise<unknown>,
  ) => {
    const { views } = place;
    let hasEnded = false;
    place.views = altered(views, {
      write: async (batches) => {
        if (hasEnded) return views.write(batches);
        hasEnded = true;
        await write(views, batches);
        throw new Error('the process has ended');
      },
    });
  };

  it.each<[string, Parameters<typeof endsOnce>[0], number]>([
    [
      'its checkpoint before its documents',
      (views, batches) => views.write(batches.map((one) => ({ ...one, changes: [] }))),
      2,
    ],
    ['nothing yet', async () => undefined, 0],
    ['both together', (views, batches) => views.write(batches), 0],
  ])(
    'that has written %s when the process ends: the documents unlike their events are seen',
    async (_, write, count) => {
      endsOnce(write);
      await place.append(made('cmt_1'), made('cmt_2'));
      await projected();
      expect(await unlike()).toHaveLength(count);
    },
  );

  /** Another log with as many events takes the place of this one, as where an older copy was put back and gone on with. */
  async function putBack(): Promise<void> {
    await place.events.close();
    place.events = await SqliteEventStore.open(':memory:');
    await place.append(made('cmt_1'), made('cmt_other'));
  }

  it.each<[string, Partial<ViewStore>, number]>([
    [
      'the position alone, and so is not told from it',
      {
        active: async function (this: ViewStore, name) {
          const found = await this.active(name);
          return found && { ...found, event: undefined as never };
        },
      },
      2,
    ],
    ['the event that stands there, too', {}, 0],
  ])('beside another log, which has kept of its place %s', async (_, otherwise, count) => {
    await place.append(made('cmt_1'), made('cmt_2'));
    await projected();
    await putBack();
    await giveUpStrayed(place.events, altered(place.views, otherwise), [pledges]);
    await projected();
    expect(await unlike()).toHaveLength(count);
  });
});
