import { Pool, types, type PoolClient, type PoolConfig } from 'pg';
import { isPassing, unavailable } from './failures.ts';

/** The type of 64-bit integers (`pg_type.oid`). */
const INT8 = 20;
const asNumbers: PoolConfig['types'] = {
  getTypeParser: (type, format) =>
    type === INT8 && format !== 'binary' ? Number : types.getTypeParser(type, format),
};

/** Those that are open in this process, by what they are for. */
const open = new Map<Pool, string>();

/** How many connections there are, how many of them are idle, and how many callers wait for one; those for one thing together. */
export function poolUse(): ReadonlyMap<string, { total: number; idle: number; waiting: number }> {
  const use = new Map<string, { total: number; idle: number; waiting: number }>();
  for (const [pool, name] of open) {
    const { total, idle, waiting } = use.get(name) ?? { total: 0, idle: 0, waiting: 0 };
    use.set(name, {
      total: total + pool.totalCount,
      idle: idle + pool.idleCount,
      waiting: waiting + pool.waitingCount,
    });
  }
  return use;
}

/**
 * A lost connection is told by the call that needed it; one that was idle is replaced when it is needed.
 *
 * @param options.name what it is for, for whoever looks at how it is used (`poolUse`)
 * @param options.numbers 64-bit integers come as numbers, not as text: none of them is over 2^53
 */
export function poolOf(config: PoolConfig, { name = '', numbers = false } = {}): Pool {
  const own = { connectionTimeoutMillis: 5_000, ...(numbers ? { types: asNumbers } : {}) };
  const pool = new Pool({ ...own, ...config });
  if (name !== '') {
    const end = pool.end.bind(pool);
    open.set(pool, name);
    pool.end = () => (open.delete(pool), end());
  }
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
