import type { Pool } from 'pg';
import type { Clock, StoredEvent } from '#kernel';
import {
  Changes,
  isSealed,
  positionOf,
  refuseNoAppend,
  SEALED,
  START,
  tailOf,
  unfinished,
  type Appended,
  type Check,
  type ClockWatch,
  type IndexedLog,
  type EventStore,
  type LogClock,
  type Page,
  type Restorable,
  type TypedReadOptions,
  type Write,
} from '#event-store';
import { answering, Listener, poolOf } from '#postgres';
import { GroupAppend } from './group-append.ts';
import { beginRestoring, endRestoring, restore, sourceOf } from './restoration.ts';
import { eventAt, readEvents, readNewestSealed, readRange, readStream } from './rows.ts';
import { migrate, refuseOtherVersion } from './schema.ts';

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`; a pooler in transaction mode will do. */
  readonly url: string;
  /** A direct connection, past any pooler, on which the database wakes tails; without it they ask from time to time. */
  readonly listenUrl?: string;
  /** Stamps `recordedAt` in place of the database's clock: for a story that is told, and for tests. */
  readonly clock?: Clock;
  /** Refuses to stamp by a clock that cannot be right; without it every clock is believed. */
  readonly watch?: ClockWatch | undefined;
  /** Connections at the most. */
  readonly connections?: number;
  /** To read from, alone: no schema is made or brought up. */
  readonly readOnly?: boolean;
  /** To restore another store into it, or to go on with that. */
  readonly restoring?: boolean;
}

/** How often a tail asks when nothing wakes it, and when the database does, in milliseconds. */
const [ASKING, SELDOM] = [25, 1_000];

/** Several processes on one PostgreSQL database, 17 or newer. Its README says what is promised, and how it is run. */
export class PostgresEventStore implements IndexedLog, Restorable {
  private readonly appends: GroupAppend;
  private readonly changes: Changes;
  private closed = false;

  private constructor(
    private readonly pool: Pool,
    private readonly listener: Listener | undefined,
    private readonly stamping: { readonly clock: Clock | undefined; readonly watch: ClockWatch | undefined },
  ) {
    let known = '';
    this.changes = new Changes(
      async () => {
        const head = await this.head().catch(() => known);
        const changed = head !== known;
        known = head;
        return changed;
      },
      listener ? SELDOM : ASKING,
    );
    listener?.whenTold(() => this.changes.announce());
    this.appends = new GroupAppend(pool, stamping, () => this.changes.announce());
  }

  /**
   * Opens the database, and makes or brings up the schema `pledgebook` in it.
   *
   * @throws Error it holds a part of a store that is being moved
   */
  static async open({
    url,
    listenUrl,
    clock,
    watch,
    connections = 10,
    readOnly = false,
    restoring = false,
  }: PostgresOptions): Promise<PostgresEventStore> {
    const pool = poolOf({ connectionString: url, max: connections }, { name: 'events' });
    try {
      await answering(async () => {
        await (readOnly ? refuseOtherVersion(pool) : migrate(pool));
        if (!restoring && (await sourceOf(pool)) !== undefined) throw unfinished(databaseOf(pool));
      });
      const listener = listenUrl === undefined ? undefined : new Listener(listenUrl, 'pledgebook');
      return new PostgresEventStore(pool, listener, { clock, watch });
    } catch (error) {
      await pool.end();
      throw error;
    }
  }

  async append(writes: readonly Write[], checks: readonly Check[] = []): Promise<Appended> {
    refuseNoAppend(writes, checks);
    return this.appends.append(writes, checks);
  }

  async readStream(stream: string, options: Parameters<EventStore['readStream']>[1] = {}): Promise<Page> {
    return answering(() => readStream(this.pool, { stream, sealed: isSealed(stream) }, options));
  }

  async readCategory(category: string, options: TypedReadOptions = {}): Promise<Page> {
    return answering(() => readRange(this.pool, { sealed: category === SEALED, category }, options));
  }

  async readAll(options: TypedReadOptions = {}): Promise<Page> {
    return answering(() => readRange(this.pool, { sealed: false }, options));
  }

  async newestSealed(count: number): Promise<readonly StoredEvent[]> {
    return answering(() => readNewestSealed(this.pool, count));
  }

  async readEvent(id: string): Promise<StoredEvent | undefined> {
    return answering(async () => (await readEvents(this.pool, [id]))[0]);
  }

  async clock(): Promise<LogClock> {
    return answering(async () => {
      const { rows } = await this.pool.query<{ clock: number; last: number }>(
        `SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS clock,
           greatest(recorded_at, sealed_recorded_at)::float8 AS last FROM pledgebook.head`,
      );
      const { clock = 0, last = 0 } = rows[0] ?? {};
      return { clock: this.stamping.clock?.now().getTime() ?? Math.floor(clock), last };
    });
  }

  subscribe(options: Parameters<EventStore['subscribe']>[0]): AsyncGenerator<Page> {
    const server = {
      changes: this.changes,
      readAll: (read?: TypedReadOptions) => this.readAll(read),
      isClosed: () => this.closed,
    };
    return tailOf(server, options);
  }

  async head(): Promise<string> {
    return answering(async () => {
      const { rows } = await this.pool.query<{ position: string }>('SELECT position FROM pledgebook.head');
      return positionOf(BigInt(rows[0]?.position ?? 0));
    });
  }

  async eventAt(position: string, of?: typeof SEALED): Promise<string | undefined> {
    return position === START ? '' : answering(() => eventAt(this.pool, position, of === SEALED));
  }

  async positionAt(moment: Date): Promise<string> {
    return answering(async () => {
      const { rows } = await this.pool.query<{ at: string }>('SELECT pledgebook.position_at($1) AS at', [
        moment.getTime(),
      ]);
      return positionOf(BigInt(rows[0]?.at ?? 0));
    });
  }

  async beginRestoring(source: string): Promise<void> {
    await answering(() => beginRestoring(this.pool, source, databaseOf(this.pool)));
  }

  async restore(events: readonly StoredEvent[], last: string | undefined): Promise<void> {
    if (events.length > 0) await answering(() => restore(this.pool, events, last));
    this.changes.announce();
  }

  async endRestoring(): Promise<void> {
    await answering(() => endRestoring(this.pool));
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.appends.settled();
    this.changes.end();
    await this.listener?.close();
    await this.pool.end();
  }
}

/** What the database is called, for people. */
const databaseOf = ({ options: { connectionString = '' } }: Pool): string =>
  `the database ${new URL(connectionString).pathname.slice(1)}`;
