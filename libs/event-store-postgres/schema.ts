import type { Pool } from 'pg';
import { inTransaction, refuseOld } from '#postgres';

const VERSION = 2;

/**
 * Events and sealed records in one table, each in an order of its own. One row, `head`, is locked by every append: the
 * order of positions is thereby the order of commit, and no reader can see a later one before an earlier one. It is
 * changed often, so its page is kept nearly empty and is cleaned early. Text is compared byte by byte, and JSON is kept
 * as the text it is (`jsonb` keeps neither order nor bytes).
 */
const TABLES = `
  CREATE TABLE pledgebook.head (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    position bigint NOT NULL DEFAULT 0,
    recorded_at bigint NOT NULL DEFAULT 0,
    sealed_position bigint NOT NULL DEFAULT 0,
    sealed_recorded_at bigint NOT NULL DEFAULT 0
  ) WITH (fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
  INSERT INTO pledgebook.head DEFAULT VALUES;
  CREATE TABLE pledgebook.event (
    sealed boolean NOT NULL,
    position bigint NOT NULL,
    revision int NOT NULL,
    version int NOT NULL,
    recorded_at bigint NOT NULL,
    stream text COLLATE "C" NOT NULL,
    category text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL UNIQUE,
    type text COLLATE "C" NOT NULL,
    data text COLLATE "C" NOT NULL,
    metadata text COLLATE "C" NOT NULL,
    PRIMARY KEY (sealed, position),
    UNIQUE (stream, revision)
  );
  CREATE INDEX event_category ON pledgebook.event (category, position);
`;

/**
 * Appends a group of commands, each all or nothing, in one call, so that no lock is held while anything is on its way to
 * or from a client. In the order in which it must be: the lock first (what is read before it may be out of date), then
 * ids that are there already, then expectations, then the rows.
 *
 * `c_…` names the streams that each command relies on (`expected`: -3 any, -2 exists, -1 none, else that revision);
 * `e_…` its events. \`asked_now\` is the clock in milliseconds where the caller has one of its own (a story that is told,
 * a test); else it is the database's. Rows: \`appended\` and \`repeated\` (an event as it is stored), \`conflict\` (a stream
 * that is not as expected, with its last revision or -1), and at last \`head\` (the position of the last event that is
 * no sealed record). The caller sees to it that no stream written by one command is
 * named by another of the group, and that no id is there twice.
 */
const append = ({ parameters = '', refusing = '', told = 'null::bigint' } = {}): string => `
  CREATE FUNCTION pledgebook.append(asked_now bigint, c_ord int[], c_stream text[], c_expected int[],
    e_ord int[], e_stream text[], e_id text[], e_type text[], e_version int[], e_data text[], e_meta text[]${parameters})
  RETURNS TABLE (outcome text, ord int, stream text, id text, "position" bigint, revision int, recorded_at bigint)
  LANGUAGE plpgsql VOLATILE
  SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
  AS $$
  #variable_conflict use_column
  DECLARE
    h pledgebook.head; moment bigint; last bigint; done int[]; bad int[]; bad_stream text[]; bad_revision int[];
    events int; records int;
  BEGIN
    PERFORM set_config('transaction_timeout', '10s', true);
    SELECT * INTO STRICT h FROM pledgebook.head WHERE one FOR UPDATE;
    moment := coalesce(asked_now, floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint);
    ${refusing}
    SELECT coalesce(array_agg(DISTINCT e.ord), '{}') INTO done FROM unnest(e_ord, e_id) e(ord, id)
      CROSS JOIN LATERAL (SELECT FROM pledgebook.event v WHERE v.id = e.id LIMIT 1) v;
    IF cardinality(done) > 0 THEN
      RETURN QUERY SELECT 'repeated', e.ord, v.stream, v.id, v.position, v.revision, v.recorded_at
        FROM unnest(e_ord, e_id) e(ord, id) JOIN pledgebook.event v ON v.id = e.id;
    END IF;

    SELECT array_agg(c.ord), array_agg(c.stream), array_agg(coalesce(r.revision, -1))
      INTO bad, bad_stream, bad_revision
      FROM unnest(c_ord, c_stream, c_expected) c(ord, stream, expected)
      LEFT JOIN LATERAL (SELECT v.revision FROM pledgebook.event v WHERE v.stream = c.stream
        ORDER BY v.revision DESC LIMIT 1) r ON true
      WHERE NOT c.ord = ANY(done) AND NOT CASE c.expected WHEN -3 THEN true WHEN -1 THEN r.revision IS NULL
        WHEN -2 THEN r.revision IS NOT NULL ELSE coalesce(r.revision = c.expected, false) END;
    IF bad IS NOT NULL THEN
      RETURN QUERY SELECT 'conflict', b.ord, b.stream, null::text, null::bigint, b.revision, null::bigint
        FROM unnest(bad, bad_stream, bad_revision) b(ord, stream, revision);
      done := done || bad;
    END IF;

    RETURN QUERY WITH written AS (
      INSERT INTO pledgebook.event AS v
        (sealed, position, revision, version, recorded_at, stream, category, id, type, data, metadata)
      SELECT w.sealed,
        CASE WHEN w.sealed THEN h.sealed_position ELSE h.position END
          + row_number() OVER (PARTITION BY w.sealed ORDER BY w.n),
        coalesce(r.revision, -1) + row_number() OVER (PARTITION BY w.stream ORDER BY w.n),
        w.version, greatest(moment, CASE WHEN w.sealed THEN h.sealed_recorded_at ELSE h.recorded_at END),
        w.stream, w.category, w.id, w.type, w.data, w.meta
      FROM (SELECT e.*, split_part(e.stream, '-', 1) AS category, starts_with(e.stream, 'sealed-') AS sealed
        FROM unnest(e_ord, e_stream, e_id, e_type, e_version, e_data, e_meta)
        WITH ORDINALITY e(ord, stream, id, type, version, data, meta, n)) w
      LEFT JOIN LATERAL (SELECT v.revision FROM pledgebook.event v WHERE v.stream = w.stream
        ORDER BY v.revision DESC LIMIT 1) r ON true
      WHERE NOT w.ord = ANY(done)
      RETURNING v.stream, v.id, v.position, v.revision, v.recorded_at)
    SELECT 'appended', null::int, w.stream, w.id, w.position, w.revision, w.recorded_at FROM written w;

    SELECT count(*) FILTER (WHERE NOT starts_with(e.stream, 'sealed-')),
      count(*) FILTER (WHERE starts_with(e.stream, 'sealed-'))
      INTO events, records FROM unnest(e_ord, e_stream) e(ord, stream) WHERE NOT e.ord = ANY(done);
    IF events + records > 0 THEN
      UPDATE pledgebook.head SET
        position = h.position + events,
        recorded_at = CASE WHEN events > 0 THEN greatest(moment, h.recorded_at) ELSE h.recorded_at END,
        sealed_position = h.sealed_position + records,
        sealed_recorded_at = CASE WHEN records > 0 THEN greatest(moment, h.sealed_recorded_at)
          ELSE h.sealed_recorded_at END
        WHERE one;
      PERFORM pg_notify('pledgebook', '');
    END IF;
    RETURN QUERY SELECT 'head', null::int, null::text, null::text, h.position + events, null::int, ${told};
  END $$;
`;
/**
 * Since version 2 the function holds the clock to bounds (`ClockBounds`), under the lock, and tells what it showed. Where
 * it is outside, the one row is `clock`: what it showed, and in place of a position when something was recorded last. The
 * former function stays, for processes that were started before.
 */
const WATCHED = append({
  parameters: ', earliest bigint, latest bigint, accepted_clock bigint, accepted_up_to bigint, most bigint',
  refusing: `last := greatest(h.recorded_at, h.sealed_recorded_at);
    IF (moment < earliest OR moment > latest
      OR moment < CASE WHEN last <= accepted_up_to THEN least(last, accepted_clock) ELSE last END - most) THEN
      RETURN QUERY SELECT 'clock', null::int, null::text, null::text, last, null::int, moment;
      RETURN;
    END IF;
`,
  told: 'moment',
});

/** By halving, since no event is stamped earlier than its predecessor. */
const POSITION_AT = `
  CREATE FUNCTION pledgebook.position_at(moment bigint) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
  DECLARE low bigint := 0; high bigint; middle bigint;
  BEGIN
    SELECT position INTO high FROM pledgebook.head WHERE one;
    WHILE low < high LOOP
      middle := (low + high + 1) / 2;
      IF (SELECT recorded_at FROM pledgebook.event WHERE NOT sealed AND position = middle) <= moment
        THEN low := middle; ELSE high := middle - 1; END IF;
    END LOOP;
    RETURN low;
  END $$;
`;

/** What each version of the schema has more than the one before. */
const STEPS = [TABLES + append() + POSITION_AT, WATCHED];

/**
 * Makes the schema, or brings it up; processes that start together wait for each other.
 *
 * @throws Error the server is older than PostgreSQL 17, or the schema is of a newer Pledgebook
 */
export async function migrate(pool: Pool): Promise<void> {
  await inTransaction(pool, async (client) => {
    await refuseOld(client);
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('pledgebook schema'))`);
    await client.query('CREATE SCHEMA IF NOT EXISTS pledgebook');
    await client.query('CREATE TABLE IF NOT EXISTS pledgebook.schema_version (version int NOT NULL)');
    const known = await client.query<{ version: number }>('SELECT version FROM pledgebook.schema_version');
    const version = known.rows[0]?.version ?? 0;
    if (version > VERSION)
      throw new Error(`the store has schema version ${version}; this is Pledgebook for version ${VERSION}`);
    for (const step of STEPS.slice(version)) await client.query(step);
    if (version === 0) await client.query('INSERT INTO pledgebook.schema_version VALUES ($1)', [VERSION]);
    else await client.query('UPDATE pledgebook.schema_version SET version = $1', [VERSION]);
  });
}

/**
 * For a store that is read and not changed.
 *
 * @throws Error there is none, or its schema is of another version
 */
export async function refuseOtherVersion(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ found: string | null }>(
    `SELECT to_regclass('pledgebook.schema_version') AS found`,
  );
  if (!rows[0]?.found) throw new Error('the database holds no events of Pledgebook');
  const known = await pool.query<{ version: number }>('SELECT version FROM pledgebook.schema_version');
  const version = known.rows[0]?.version ?? 0;
  if (version !== VERSION)
    throw new Error(`the store has schema version ${version}; this is Pledgebook for version ${VERSION}`);
}
