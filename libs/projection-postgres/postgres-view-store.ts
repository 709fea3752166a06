import type { AnyProjection, Projection } from '#kernel';
import { Changes, Unavailable } from '#event-store';
import {
  Overtaken,
  type Batch,
  type Entry,
  type Generation,
  type Listed,
  type Query,
  type Scalar,
  type Checkpoint,
  type Views,
  type ViewStore,
  type Where,
} from '#projection';
import { Listener } from '#postgres';
import { dropTables, checkpointsFrom, type Dialect, type GenerationRow } from '#projection-sql';
import { ViewDatabase, type Limits, type Session } from './database.ts';
import { postgres } from './dialect.ts';
import { PostgresViews, type StandingRow } from './postgres-views.ts';
import { PostgresLeases } from './leases.ts';
import { Registry } from './registry.ts';
import { migrate } from './schema.ts';
import { loading, makeIndexes, makeTables, writeDocuments } from './tables.ts';

export interface PostgresViewsOptions {
  /** `postgres://user:password@host:port/database`; a pooler in transaction mode will do. */
  readonly url: string;
  /** The schema of the database that the views are in. */
  readonly schema?: string;
  /** A direct connection, past any pooler, on which the database wakes whoever waits; without it they ask. */
  readonly listenUrl?: string;
  /** Connections at the most. */
  readonly connections?: number;
  /** How long the database lets things take, in seconds. */
  readonly limits?: Partial<Limits>;
}

/** How often it is asked whether others wrote, while somebody waits and where the database tells, in milliseconds. */
const [ASKING, SELDOM] = [25, 1_000];
const LIMITS: Limits = { query: 600, write: 60, index: 3_600 };
/** A table that was dropped, or never was (SQLSTATE 42P01, `undefined_table`). */
const isGone = (error: unknown): boolean => (error as { code?: string }).code === '42P01';

/** Views in one schema of a PostgreSQL database, for several processes. Its README says what is promised. */
export class PostgresViewStore implements ViewStore {
  readonly changes: Changes;
  readonly leases: PostgresLeases;
  private readonly registry: Registry;
  private readonly dialect: Dialect;
  private known = '';
  private closed = false;

  private constructor(
    private readonly database: ViewDatabase,
    private readonly schema: string,
    readonly isReadOnly: boolean,
    private readonly listener: Listener | undefined,
  ) {
    this.leases = new PostgresLeases(database, schema);
    this.registry = new Registry(schema);
    this.dialect = postgres(schema);
    this.changes = new Changes(() => this.changedElsewhere(), listener ? SELDOM : ASKING);
    listener?.whenTold(() => this.changes.announce());
  }

  /**
   * Opens the database, and makes the schema where it is missing. Where the server says that nothing can be written, as a
   * replica does, it is read as it stands, and asked for what is new, since a replica tells nobody.
   *
   * @throws Unavailable it can only be read, and holds no views yet
   */
  static async open(options: PostgresViewsOptions): Promise<PostgresViewStore> {
    const { url, schema = 'pledgebook_views', listenUrl, connections = 10 } = options;
    const isReadOnly = await migrate(url, schema);
    const database = new ViewDatabase(url, { ...LIMITS, ...options.limits }, connections);
    const listener = listenUrl === undefined || isReadOnly ? undefined : new Listener(listenUrl, schema);
    const store = new PostgresViewStore(database, schema, isReadOnly, listener);
    if (!isReadOnly) await store.dropRetired();
    return store;
  }

  get<D>(projection: Projection<D>, key: string): Promise<D | undefined> {
    return this.reading((views) => views.get(projection, key));
  }

  list<D>(projection: Projection<D>, query: Query): Promise<Listed<D>> {
    return this.reading((views) => views.list(projection, query));
  }

  async *each<D>(projection: Projection<D>, where?: Where): AsyncGenerator<Entry<D>> {
    const { views, session } = await this.moment({ held: true });
    try {
      yield* views.each(projection, where);
    } finally {
      await session.end('COMMIT').catch(() => undefined);
    }
  }

  countBy(projection: AnyProjection, column: string, where?: Where): Promise<ReadonlyMap<Scalar, number>> {
    return this.reading((views) => views.countBy(projection, column, where));
  }

  async checkpoints(): Promise<ReadonlyMap<string, Checkpoint>> {
    const statement = { sql: this.registry.standing, parameters: [] };
    return checkpointsFrom(await this.database.rows<GenerationRow>(statement));
  }

  atOneMoment<A>(ask: (views: Views) => Promise<A>): Promise<A> {
    return this.reading(ask, { held: true });
  }

  active(projection: string): Promise<Generation | undefined> {
    return this.registry.active(this.database, projection);
  }

  building(projection: string): Promise<Generation | undefined> {
    return this.registry.building(this.database, projection);
  }

  async begin(projection: AnyProjection): Promise<Generation> {
    const begun = await this.writing(async (session) => {
      await this.registry.alone(session, projection.name);
      const generation = await this.registry.add(session, projection);
      await makeTables(session, this.dialect, generation);
      return generation;
    });
    await this.dropRetired();
    return begun;
  }

  async load({ number }: Generation, keys: readonly string[]): Promise<Map<string, string>> {
    const statement = loading(this.dialect, `${this.schema}.generations`, [number, keys]);
    try {
      const rows = await this.database.rows<{ key: string | null; doc: string }>(statement);
      if (rows.length === 0) throw new Overtaken();
      return new Map(rows.flatMap(({ key, doc }) => (key === null ? [] : [[key, doc] as const])));
    } catch (error) {
      throw isGone(error) ? new Overtaken() : error;
    }
  }

  async write(batches: readonly Batch[]): Promise<ReadonlyMap<number, Error>> {
    try {
      return await this.writing((session) => this.writeTogether(session, batches));
    } catch (error) {
      if (error instanceof Unavailable) throw error;
      // One of them cannot be written. It is found with a savepoint each, which would be three calls more for each.
      return this.writing((session) => this.writeApart(session, batches));
    }
  }

  async giveUp(projection: string): Promise<void> {
    await this.writing(async (session) => {
      await this.registry.alone(session, projection);
      await this.registry.giveUp(session, projection);
    });
    await this.dropRetired();
  }

  async index(generation: Generation): Promise<void> {
    const make = async (session: Session) => {
      await this.registry.inUse(session, generation);
      await makeIndexes(session, this.dialect, generation);
    };
    await this.writing(make, { limit: this.database.limits.index });
  }

  async activate(generation: Generation): Promise<boolean> {
    const done = await this.writing(async (session) => {
      await this.registry.alone(session, generation.projection);
      return this.registry.activate(session, generation);
    });
    if (done) await this.dropRetired();
    return done;
  }

  async clearFailure(projection: string): Promise<void> {
    await this.writing((session) => this.registry.clearFailure(session, projection));
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.changes.end();
    await this.listener?.close();
    await this.database.close();
  }

  private async changedElsewhere(): Promise<boolean> {
    const before = this.known;
    this.known = await this.registry.digest(this.database).catch(() => before);
    return this.known !== before;
  }

  private async writing<A>(
    write: (session: Session) => Promise<A>,
    options: { limit?: number } = {},
  ): Promise<A> {
    const answer = await this.database.writing(write, { ...options, tell: this.schema });
    this.changes.announce();
    return answer;
  }

  private async writeTogether(session: Session, batches: readonly Batch[]): Promise<Map<number, Error>> {
    const { atHand, left } = await this.locked(session, batches);
    if (atHand.length > 0) await this.registry.advance(session, atHand);
    for (const batch of atHand) await writeDocuments(session, this.dialect, batch);
    return left;
  }

  private async writeApart(session: Session, batches: readonly Batch[]): Promise<Map<number, Error>> {
    const { atHand, left } = await this.locked(session, batches);
    for (const batch of atHand) {
      await session.all('SAVEPOINT apart');
      try {
        await this.registry.advance(session, [batch]);
        await writeDocuments(session, this.dialect, batch);
        await session.all('RELEASE apart');
      } catch (error) {
        if (error instanceof Unavailable) throw error;
        await session.all('ROLLBACK TO apart', 'RELEASE apart');
        left.set(batch.generation.number, error instanceof Error ? error : new Error(String(error)));
      }
    }
    return left;
  }

  /** Checkpoints first: who has been overtaken writes nothing. */
  private async locked(session: Session, batches: readonly Batch[]) {
    const own = await this.registry.lock(session, batches);
    const left = new Map<number, Error>();
    for (const { generation } of batches)
      if (!own.has(generation.number)) left.set(generation.number, new Overtaken());
    return { atHand: batches.filter(({ generation }) => own.has(generation.number)), left };
  }

  private async reading<A>(read: (views: Views) => Promise<A>, { held = false } = {}): Promise<A> {
    const { views, session } = await this.moment({ held });
    try {
      return await read(views);
    } finally {
      // Nobody has to wait for the end of what only read.
      void session.end('COMMIT').catch(() => undefined);
    }
  }

  private async moment(options: { held: boolean }) {
    const { session, rows } = await this.database.moment<StandingRow>(this.registry.standing, options);
    return { session, views: new PostgresViews(session, this.dialect, rows) };
  }

  /**
   * Drops the tables of generations that are out of use, once no query that began before can still be asked: whoever
   * reads of an older moment reads of them. What cannot be dropped now is left for later.
   */
  private async dropRetired(): Promise<void> {
    const { query, write } = this.database.limits;
    const numbers = await this.registry.retired(this.database, query + write);
    for (const number of numbers)
      await this.database
        .writing(async (session) => {
          await session.all(`SET LOCAL lock_timeout = '1s'`);
          if (!(await this.registry.remove(session, number))) return;
          const tables = dropTables(this.dialect, { number, projection: '', kinds: {} });
          for (const table of tables) await session.rows(table);
        })
        .catch(() => undefined);
  }
}
