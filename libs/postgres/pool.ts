import { Pool, type PoolConfig } from 'pg';
import { isPassing, unavailable } from './failures.ts';

/** A lost connection is told by the call that needed it; one that was idle is replaced when it is needed. */
export function poolOf(config: PoolConfig): Pool {
  const pool = new Pool({ connectionTimeoutMillis: 5_000, ...config });
  pool.on('error', () => undefined);
  return pool;
}

/** @throws Unavailable no answer came, or one that will pass; with the driver's error as cause */
export async function answering<A>(ask: () => Promise<A>): Promise<A> {
  try {
    return await ask();
  } catch (error) {
    throw isPassing(error) ? unavailable(error) : error;
  }
}
