import type { ClientBase } from 'pg';

/** PostgreSQL 17 brought `transaction_timeout`, without which what has lost its client keeps its locks. */
const OLDEST = 170_000;

/** @throws Error the server is older than PostgreSQL 17 */
export async function refuseOld(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
  const server = Number(rows[0]?.server_version_num);
  if (server < OLDEST) throw new Error(`PostgreSQL 17 or newer is needed; this is ${server / 10_000}`);
}
