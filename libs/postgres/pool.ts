import { Pool, types, type PoolClient, type PoolConfig } from 'pg';
import { isPassing, unavailable } from './failures.ts';

/** The type of 64-bit integers (`pg_type.oid`). */
const INT8 = 20;
const asNumbers: PoolConfig['types'] = {
  getTypeParser: (type, format) =>
    type === INT8 && format !== 'binary' ? Number : types.getTypeParser(type, format),
};

/**
 * A lost connection is told by the call that needed it; one that was idle is replaced when it is needed.
 *
 * @param options.numbers 64-bit integers come as numbers, not as text: none of them is over 2^53
 */
export function poolOf(config: PoolConfig, { numbers = false } = {}): Pool {
  const own = { connectionTimeoutMillis: 5_000, ...(numbers ? { types: asNumbers } : {}) };
  const pool = new Pool({ ...own, ...config });
  pool.on('error', () => undefined);
  // One that is held, and asked nothing just then, tells of its loss itself, and would end the process.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

/**
 * Does something on one connection, in one transaction. A connection that is lost in the middle is told by the statement
 * that needed it, and is not used again.
 */
export async function inTransaction<A>(pool: Pool, work: (client: PoolClient) => Promise<A>): Promise<A> {
  const client = await pool.connect();
  let isSound = false;
  try {
    await client.query('BEGIN');
    const done = await work(client);
    await client.query('COMMIT');
    isSound = true;
    return done;
  } finally {
    client.release(!isSound);
  }
}

/** @throws Unavailable no answer came, or one that will pass; with the driver's error as cause */
export async function answering<A>(ask: () => Promise<A>): Promise<A> {
  try {
    return await ask();
  } catch (error) {
    throw isPassing(error) ? unavailable(error) : error;
  }
}
