import { isPassing, poolOf, refuseOld, unavailable } from '#postgres';

const VERSION = 1;
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

/**
 * Makes the schema; processes that start together wait for each other.
 *
 * @throws TypeError it is no name for a schema
 * @throws Error the server is older than PostgreSQL 17, or the schema is of a newer Pledgebook
 */
export async function migrate(url: string, schema: string): Promise<void> {
  if (!NAME.test(schema)) throw new TypeError(`no name for a schema: ${schema}`);
  const pool = poolOf({ connectionString: url, max: 1 });
  try {
    const client = await pool.connect();
    try {
      await refuseOld(client);
      await client.query('BEGIN');
      await client.query(`SELECT pg_advisory_xact_lock(hashtext('schema ${schema}'))`);
      await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
      await client.query(`CREATE TABLE IF NOT EXISTS ${schema}.schema_version (version int NOT NULL)`);
      const known = await client.query<{ version: number }>(`SELECT version FROM ${schema}.schema_version`);
      const version = known.rows[0]?.version ?? 0;
      if (version > VERSION)
        throw new Error(
          `the views have schema version ${version}; this is Pledgebook for version ${VERSION}`,
        );
      if (version === 0)
        await client.query(`${tablesIn(schema)} INSERT INTO ${schema}.schema_version VALUES (${VERSION})`);
      await client.query('COMMIT');
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
