import type { Pool, PoolClient } from 'pg';
import type { StoredEvent } from '#kernel';
import { canonical, Conflict, notEmpty, ofAnotherSource, orderOf, refuseBackward } from '#event-store';
import { inTransaction } from '#postgres';
import { instantOf } from './rows.ts';

/** How far each of the two orders has come; 64-bit numbers as text. */
interface Head {
  readonly position: string;
  readonly recorded_at: string;
  readonly sealed_position: string;
  readonly sealed_recorded_at: string;
}

const INSERT = `
  INSERT INTO pledgebook.event
    (sealed, position, revision, version, recorded_at, stream, category, id, type, data, metadata)
  SELECT $1, $2::bigint + n, revision, version, recorded_at, stream, split_part(stream, '-', 1), id, type, data, meta
  FROM unnest($3::int[], $4::int[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[])
    WITH ORDINALITY e(revision, version, recorded_at, stream, id, type, data, meta, n)`;

/** What is restored has the table `pledgebook.restoring`, of one row, until it is whole. */
export async function sourceOf(asked: Pool | PoolClient): Promise<string | undefined> {
  const { rows } = await asked.query<{ table: string | null }>(
    `SELECT to_regclass('pledgebook.restoring') AS table`,
  );
  if (!rows[0]?.table) return undefined;
  return (await asked.query<{ source: string }>('SELECT source FROM pledgebook.restoring')).rows[0]?.source;
}

const locked = async (client: PoolClient): Promise<Head> =>
  (await client.query<Head>('SELECT * FROM pledgebook.head FOR UPDATE')).rows[0] as Head;

/** @param name of the store, for people */
export const beginRestoring = (pool: Pool, source: string, name: string): Promise<void> =>
  inTransaction(pool, async (client) => {
    const { position, sealed_position } = await locked(client);
    const begun = await sourceOf(client);
    if (begun === source) return;
    if (begun !== undefined) throw ofAnotherSource(name);
    if (Number(position) + Number(sealed_position) > 0) throw notEmpty(name);
    await client.query('CREATE TABLE pledgebook.restoring (source text NOT NULL)');
    await client.query('INSERT INTO pledgebook.restoring VALUES ($1)', [source]);
  });

/** Under the lock of an append, so that nothing comes between. */
export const restore = (
  pool: Pool,
  events: readonly StoredEvent[],
  after: string | undefined,
): Promise<void> =>
  inTransaction(pool, async (client) => {
    const isSealed = orderOf(events) === 'sealed';
    const head = await locked(client);
    const position = isSealed ? head.sealed_position : head.position;
    const last = await idAt(client, isSealed, position);
    if (last === events.at(-1)?.id) return;
    if (last !== after || (await sourceOf(client)) === undefined) throw new Conflict([]);
    refuseBackward(events, instantOf(isSealed ? head.sealed_recorded_at : head.recorded_at));
    await client.query(INSERT, [isSealed, position, ...columnsOf(events)]);
    const prefix = isSealed ? 'sealed_' : '';
    await client.query(
      `UPDATE pledgebook.head SET ${prefix}position = ${prefix}position + $1, ${prefix}recorded_at = $2`,
      [events.length, recordedAtOf(events.at(-1) as StoredEvent)],
    );
  });

export async function endRestoring(pool: Pool): Promise<void> {
  await pool.query('DROP TABLE IF EXISTS pledgebook.restoring');
}

async function idAt(client: PoolClient, sealed: boolean, position: string): Promise<string | undefined> {
  const sql = 'SELECT id FROM pledgebook.event WHERE sealed = $1 AND position = $2';
  return (await client.query<{ id: string }>(sql, [sealed, position])).rows[0]?.id;
}

/** In milliseconds, as it is kept here. @throws Error it is told otherwise than here: its bytes would be others */
function recordedAtOf({ id, metadata }: StoredEvent): number {
  const text = metadata['recordedAt'] ?? '';
  const at = Date.parse(text);
  if (Number.isNaN(at) || instantOf(String(at)) !== text)
    throw new Error(`${id} was recorded at "${text}", which cannot be kept here as it is`);
  return at;
}

/** The stamp is a column of its own: it is told with the rest of the metadata again. */
function metadataOf({ metadata: { recordedAt: _, ...rest } }: StoredEvent): string {
  return canonical(rest);
}

const columnsOf = (events: readonly StoredEvent[]): unknown[] => [
  events.map(({ revision }) => revision),
  events.map(({ version }) => version),
  events.map(recordedAtOf),
  events.map(({ stream }) => stream),
  events.map(({ id }) => id),
  events.map(({ type }) => type),
  events.map(({ data }) => canonical(data)),
  events.map(metadataOf),
];
