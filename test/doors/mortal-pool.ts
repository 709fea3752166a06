import { Pool, type PoolClient } from 'pg';

/** The process died there. */
export class Died extends Error {}

/** A pool of a process that dies: before one of its statements, or after it, when nobody hears its answer any more. */
export class MortalPool {
  readonly pool: Pool;
  /** Called after each commit. */
  committed: () => Promise<void> = async () => undefined;
  private left = Infinity;

  constructor(connectionString: string) {
    this.pool = new Pool({ connectionString, max: 4 });
    this.pool.on('connect', (client) => this.watch(client as PoolClient));
    // The database may end before the last connection to it has been closed.
    this.pool.on('connect', (client) => void client.on('error', () => undefined));
  }

  /** @param statements it lives for so many halves of a statement: an even number dies before one, an odd number after it */
  livesFor(statements: number): void {
    this.left = statements;
  }

  private watch(client: PoolClient): void {
    const query = client.query.bind(client) as (text: unknown, ...more: unknown[]) => Promise<unknown>;
    const mortal = async (text: unknown, ...more: unknown[]): Promise<unknown> => {
      // What a database does with the transaction of whoever is gone.
      if (text !== 'ROLLBACK') this.age();
      const answer = await query(text, ...more);
      if (text !== 'ROLLBACK') this.age();
      if (text === 'COMMIT') await this.committed();
      return answer;
    };
    Object.assign(client, {
      // The pool itself asks with a callback.
      query: (text: unknown, ...more: unknown[]) =>
        typeof more.at(-1) === 'function' ? query(text, ...more) : mortal(text, ...more),
    });
  }

  private age(): void {
    if (this.left-- <= 0) throw new Died();
  }
}
