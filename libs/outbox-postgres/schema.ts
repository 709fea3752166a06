import { answering, isPassing, poolOf, refuseOld, unavailable } from '#postgres';

const VERSION = 2;
const NAME = /^[a-z_][a-z0-9_]{0,40}$/;

/** Where the commitment that a message is of stands in its text. */
export const COMMITMENT = `(text::json #>> '{data,commitment}')`;
/** Since version 2. */
const byCommitmentIn = (schema: string): string =>
  `CREATE INDEX message_by_commitment ON ${schema}.message (${COMMITMENT}, number);`;

/** What was told is told: a message is never changed, and taken away only where it is kept apart (`taken_back`). */
const tablesIn = (schema: string): string => `
  CREATE TABLE ${schema}.message (
    number bigint PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    source text COLLATE "C" NOT NULL,
    sequence bigint NOT NULL,
    type text COLLATE "C" NOT NULL,
    partnership text COLLATE "C",
    organisation text COLLATE "C",
    position text COLLATE "C" NOT NULL,
    of_time boolean NOT NULL,
    text text COLLATE "C" NOT NULL,
    UNIQUE (source, sequence)
  );
  CREATE INDEX ON ${schema}.message (partnership, number);
  CREATE INDEX ON ${schema}.message (organisation, number);
  CREATE INDEX ON ${schema}.message (type, number);
  CREATE INDEX ON ${schema}.message (position, number);
  CREATE TABLE ${schema}.taken_back (
    number bigint NOT NULL,
    id text COLLATE "C" NOT NULL,
    position text COLLATE "C" NOT NULL,
    text text COLLATE "C" NOT NULL
  );
  CREATE INDEX ON ${schema}.taken_back (id);
  CREATE FUNCTION ${schema}.message_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' AND EXISTS (
        SELECT FROM ${schema}.taken_back WHERE id = OLD.id AND number = OLD.number
      ) THEN RETURN OLD; END IF;
      RAISE EXCEPTION 'a message that was told never changes';
    END $$;
  CREATE TRIGGER message_stays BEFORE UPDATE OR DELETE ON ${schema}.message
    FOR EACH ROW EXECUTE FUNCTION ${schema}.message_stays();
  CREATE TABLE ${schema}.fold (
    version int PRIMARY KEY,
    telling boolean NOT NULL,
    position text COLLATE "C" NOT NULL,
    event text COLLATE "C" NOT NULL,
    day text COLLATE "C" NOT NULL,
    turn bigint NOT NULL,
    stopped_event text COLLATE "C",
    stopped_message text COLLATE "C",
    former text COLLATE "C"
  ) WITH (fillfactor = 50);
  CREATE TABLE ${schema}.state (
    version int NOT NULL,
    key text COLLATE "C" NOT NULL,
    text text COLLATE "C" NOT NULL,
    partnership text COLLATE "C",
    wakes text COLLATE "C",
    PRIMARY KEY (version, key)
  );
  CREATE INDEX ON ${schema}.state (version, wakes, key) WHERE wakes IS NOT NULL;
  CREATE INDEX ON ${schema}.state (version, partnership) WHERE partnership IS NOT NULL;
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
          `the outbox has schema version ${version}; this is Pledgebook for version ${VERSION}`,
        );
      if (version === 0)
        await client.query(`${tablesIn(schema)} INSERT INTO ${schema}.schema_version VALUES (${VERSION})`);
      if (version < 2)
        await client.query(
          `${byCommitmentIn(schema)} UPDATE ${schema}.schema_version SET version = ${VERSION}`,
        );
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

/** @throws Error there is no outbox, or it is of another Pledgebook */
export async function refuseNone(url: string, schema: string): Promise<void> {
  if (!NAME.test(schema)) throw new TypeError(`no name for a schema: ${schema}`);
  const pool = poolOf({ connectionString: url, max: 1 });
  try {
    await answering(async () => {
      const { rows } = await pool.query<{ found: string | null }>('SELECT to_regclass($1) AS found', [
        `${schema}.schema_version`,
      ]);
      if (!rows[0]?.found) throw new Error('the database holds no outbox of Pledgebook');
      const known = await pool.query<{ version: number }>(`SELECT version FROM ${schema}.schema_version`);
      const version = known.rows[0]?.version ?? 0;
      // What version 2 added makes some queries faster.
      if (version < 1 || version > VERSION)
        throw new Error(
          `the outbox has schema version ${version}; this is Pledgebook for version ${VERSION}`,
        );
    });
  } finally {
    await pool.end();
  }
}
