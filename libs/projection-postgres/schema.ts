import type { PoolClient } from 'pg';
import { Unavailable } from '#event-store';
import { isPassing, poolOf, refuseOld, unavailable } from '#postgres';

const VERSION = 2;
const NAME = /^[a-z_][a-z0-9_]{0,40}$/;

/**
 * `projections` holds the one row that says which generation is served; the one being built is younger than that. Rows of
 * `generations` that are out of use stay, with position null, until their tables are dropped.
 */
const tablesIn = (schema: string): string => `
  CREATE TABLE ${schema}.projections (name text COLLATE "C" PRIMARY KEY, active int NOT NULL);
  CREATE TABLE ${schema}.generations (
    number int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    projection text COLLATE "C" NOT NULL,
    version int NOT NULL,
    kinds text COLLATE "C" NOT NULL,
    position text COLLATE "C",
    event text COLLATE "C",
    failed_event text COLLATE "C",
    failed_message text COLLATE "C",
    set_aside text COLLATE "C" NOT NULL DEFAULT '[]',
    retired_at timestamptz
  ) WITH (fillfactor = 50);
  CREATE INDEX ON ${schema}.generations (projection);
`;

/** Since version 2. */
const leasesIn = (schema: string): string => `
  CREATE TABLE ${schema}.leases (
    name text COLLATE "C" PRIMARY KEY,
    holder text COLLATE "C" NOT NULL,
    until timestamptz NOT NULL
  ) WITH (fillfactor = 50);
`;

/**
 * Makes the schema, or brings it up; processes that start together wait for each other.
 *
 * @returns whether it can only be read: then it is as it was found
 * @throws TypeError it is no name for a schema
 * @throws Error the server is older than PostgreSQL 17, or the schema is of a newer Pledgebook
 * @throws Unavailable no answer; or it can only be read, and there is no schema
 */
export async function migrate(url: string, schema: string): Promise<boolean> {
  if (!NAME.test(schema)) throw new TypeError(`no name for a schema: ${schema}`);
  const pool = poolOf({ connectionString: url, max: 1 });
  try {
    const client = await pool.connect();
    try {
      await refuseOld(client);
      const isReadOnly = await canOnlyRead(client);
      if (isReadOnly) await refuseMissing(client, schema);
      else await bringUp(client, schema);
      return isReadOnly;
    } finally {
      // With whatever of a transaction is left.
      client.release(true);
    }
  } catch (error) {
    throw isPassing(error) ? unavailable(error) : error;
  } finally {
    await pool.end();
  }
}

/** So says a replica, and so does a server or a user that is set to read only. */
async function canOnlyRead(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ transaction_read_only: string }>('SHOW transaction_read_only');
  return rows[0]?.transaction_read_only === 'on';
}

async function refuseMissing(client: PoolClient, schema: string): Promise<void> {
  const found = 'SELECT to_regclass($1) IS NOT NULL AS there';
  const { rows } = await client.query<{ there: boolean }>(found, [`${schema}.schema_version`]);
  if (!rows[0]?.there) throw new Unavailable('there are no views yet where they can only be read');
  await versionOf(client, schema);
}

async function versionOf(client: PoolClient, schema: string): Promise<number> {
  const { rows } = await client.query<{ version: number }>(`SELECT version FROM ${schema}.schema_version`);
  const version = rows[0]?.version ?? 0;
  if (version > VERSION)
    throw new Error(`the views have schema version ${version}; this is Pledgebook for version ${VERSION}`);
  return version;
}

async function bringUp(client: PoolClient, schema: string): Promise<void> {
  await client.query('BEGIN');
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('schema ${schema}'))`);
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await client.query(`CREATE TABLE IF NOT EXISTS ${schema}.schema_version (version int NOT NULL)`);
  const version = await versionOf(client, schema);
  if (version < 1) await client.query(`${tablesIn(schema)} INSERT INTO ${schema}.schema_version VALUES (1)`);
  if (version < VERSION)
    await client.query(`${leasesIn(schema)} UPDATE ${schema}.schema_version SET version = ${VERSION}`);
  await client.query('COMMIT');
}
