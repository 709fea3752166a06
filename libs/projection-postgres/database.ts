import type { CompiledQuery } from 'kysely';
import type { Pool, PoolClient, QueryResult } from 'pg';
import { Unavailable } from '#event-store';
import { answering, poolOf } from '#postgres';

/** So long, in seconds, a query may take, a write, and what makes indexes; then the database ends it. */
export interface Limits {
  readonly query: number;
  readonly write: number;
  readonly index: number;
}

export type Statement = Pick<CompiledQuery, 'sql' | 'parameters'>;

/** A transaction on a connection. What is asked side by side is asked one after another. */
export class Session {
  private last: Promise<unknown> = Promise.resolve();
  private over = false;

  constructor(private readonly client: PoolClient) {}

  async rows<R>({ sql, parameters }: Statement): Promise<R[]> {
    const { rows } = await this.next(() => this.client.query(sql, [...parameters]));
    return rows as R[];
  }

  async run(sql: string, ...parameters: readonly unknown[]): Promise<number> {
    const { rowCount } = await this.next(() => this.client.query(sql, [...parameters]));
    return rowCount ?? 0;
  }

  /** Several statements without parameters, in one go. @returns the rows of the last */
  async all<R>(...statements: readonly string[]): Promise<R[]> {
    const results = await this.next(() => this.client.query(statements.join('; ')));
    const last = ([results].flat() as QueryResult[]).at(-1);
    return (last?.rows ?? []) as R[];
  }

  /** Ends the transaction, after whatever was asked before, and gives the connection back. */
  async end(statement: string): Promise<void> {
    if (this.over) return;
    const ending = this.all(statement);
    this.over = true;
    try {
      await ending;
      this.client.release();
    } catch (error) {
      this.client.release(true);
      throw error;
    }
  }

  private next<A>(ask: () => Promise<A>): Promise<A> {
    if (this.over) return Promise.reject(new Unavailable('the moment is over'));
    const asked = this.last.then(ask);
    this.last = asked.catch(() => undefined);
    return answering(() => asked);
  }
}

/** The database of the views: connections, and transactions. Behind a pooler each may be on another connection. */
export class ViewDatabase {
  private readonly pool: Pool;
  private readonly held: Pool;

  /**
   * @param connections at the most; some of them are for moments that a caller holds, so that whoever holds one can
   * always ask and write something else meanwhile
   */
  constructor(
    url: string,
    readonly limits: Limits,
    connections: number,
  ) {
    const max = Math.max(1, Math.floor(connections / 2));
    const own = { name: 'views', numbers: true };
    this.pool = poolOf({ connectionString: url, max: Math.max(1, connections - max) }, own);
    this.held = poolOf({ connectionString: url, max }, { ...own, name: 'views-held' });
  }

  /** One statement by itself. */
  async rows<R>({ sql, parameters }: Statement): Promise<R[]> {
    return answering(async () => (await this.pool.query(sql, [...parameters])).rows as R[]);
  }

  /** All of it or nothing, and then, where something is told, those who listen are told. */
  async writing<A>(
    write: (session: Session) => Promise<A>,
    { tell, limit = this.limits.write }: { readonly tell?: string; readonly limit?: number } = {},
  ): Promise<A> {
    const session = await this.session(this.pool);
    try {
      // Documents and checkpoints go together, so what a crash takes back is folded again: no commit waits for the disk.
      await session.all(
        'BEGIN ISOLATION LEVEL READ COMMITTED',
        'SET LOCAL synchronous_commit = off',
        `SET LOCAL transaction_timeout = '${limit}s'`,
      );
      const answer = await write(session);
      await session.end(tell === undefined ? 'COMMIT' : `NOTIFY ${tell}; COMMIT`);
      return answer;
    } catch (error) {
      await session.end('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  /**
   * A transaction in which all is of one moment, and what one statement tells of it. It is to be ended.
   *
   * @param options.held by a caller, for as long as it takes
   */
  async moment<R>(statement: string, { held }: { readonly held: boolean }) {
    const session = await this.session(held ? this.held : this.pool);
    try {
      const rows = await session.all<R>(
        'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
        `SET LOCAL transaction_timeout = '${this.limits.query}s'`,
        statement,
      );
      return { session, rows };
    } catch (error) {
      await session.end('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.pool.end(), this.held.end()]);
  }

  private async session(pool: Pool): Promise<Session> {
    const client = await answering(() => pool.connect());
    return new Session(client);
  }
}
