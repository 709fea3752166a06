import type { Pool } from 'pg';
import { isBeyondAll, positionOf, type Page } from '#event-store';
import type { Metadata, StoredEvent } from '#kernel';

/** As `pg` gives them: 64-bit numbers as text. */
interface Row {
  readonly position: string;
  readonly revision: number;
  readonly version: number;
  readonly recorded_at: string;
  readonly stream: string;
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/** Milliseconds since 1970 as the port tells a moment. */
export const instantOf = (recordedAt: string): string => new Date(Number(recordedAt)).toISOString();

export const eventOf = (row: Row): StoredEvent => ({
  id: row.id,
  stream: row.stream,
  revision: row.revision,
  position: positionOf(BigInt(row.position)),
  type: row.type,
  version: row.version,
  data: JSON.parse(row.data) as unknown,
  metadata: stamped(JSON.parse(row.metadata) as Metadata, instantOf(row.recorded_at)),
});

/** With the stamp where the canonical order of keys has it: what is told of an event is the same bytes on every engine. */
function stamped(metadata: Metadata, recordedAt: string): Metadata {
  const all: Record<string, string> = {};
  for (const [name, text] of Object.entries(metadata)) {
    if (name > 'recordedAt') all['recordedAt'] ??= recordedAt;
    all[name] = text;
  }
  all['recordedAt'] ??= recordedAt;
  return all;
}

/** A page holds at most so many events, and about so many bytes of data, whatever is asked for. */
export const PAGE = 1000;
const PAGE_SIZE = 16 * 1024 * 1024;
/** How far one read looks for events of the types asked for: rare ones must not hold a connection for long. */
const SCAN = 50_000;

const COLUMNS = 'position, revision, version, recorded_at, stream, id, type, data, metadata';

/** Which rows, in which order; `$1` is how many, `$2` and so on are the values. */
interface Selection {
  readonly where: string;
  readonly order: string;
  readonly values: readonly unknown[];
  readonly limit?: number | undefined;
}

/** Reads the end of the order and the rows in one statement, so that both are of one moment. */
async function select(pool: Pool, sealed: boolean, { where, order, values, limit = PAGE }: Selection) {
  const most = Math.max(1, Math.min(limit, PAGE));
  const { rows } = await pool.query<Row & { head: string; size: string }>(
    `SELECT h.head, page.* FROM (SELECT ${sealed ? 'sealed_position' : 'position'} AS head FROM pledgebook.head) h
     LEFT JOIN LATERAL (
       SELECT ${COLUMNS}, sum(octet_length(data)) OVER (ORDER BY ${order} ROWS UNBOUNDED PRECEDING) AS size
       FROM (SELECT * FROM pledgebook.event WHERE ${where} ORDER BY ${order} LIMIT $1) found
     ) page ON page.size - octet_length(page.data) < ${PAGE_SIZE}
     ORDER BY ${order}`,
    [most, ...values],
  );
  const events = rows.filter(({ position }) => position !== null).map(eventOf);
  const size = Number(rows.at(-1)?.size ?? 0);
  return { head: Number(rows[0]?.head ?? 0), events, end: events.length < most && size < PAGE_SIZE };
}

export interface Range {
  readonly after?: string | undefined;
  readonly upTo?: string | undefined;
  readonly limit?: number | undefined;
  readonly types?: readonly string[] | undefined;
}

/** Where to look: all of an order, or one category of it. */
export interface Place {
  readonly sealed: boolean;
  readonly category?: string;
}

/** Events of a place between two positions; of some types, not further than one read may look. */
export async function readRange(pool: Pool, { sealed, category }: Place, range: Range): Promise<Page> {
  const { after = '0', upTo, limit, types } = range;
  const most = Math.min(
    upTo === undefined ? Infinity : Number(upTo),
    types ? Number(after) + SCAN : Infinity,
  );
  const bound = Number.isFinite(most) ? most : Number.MAX_SAFE_INTEGER;
  const values: unknown[] = [Number(after), bound];
  let where = `${sealed ? 'sealed' : 'NOT sealed'} AND position > $2 AND position <= $3`;
  if (category !== undefined) where += ` AND category = $${values.push(category) + 1}`;
  // The index of positions is the one to go by: the planner might take another for a rare type.
  if (types) where += ` AND type = ANY($${values.push(types) + 1}::text[])`;
  const { head, events, end } = await select(pool, sealed, { where, order: 'position', values, limit });
  const last = Math.min(head, bound);
  const complete = end ? Math.max(last, Number(after)) : Number((events.at(-1) as StoredEvent).position);
  const wanted = Math.min(head, upTo === undefined ? Infinity : Number(upTo));
  return { events, complete: positionOf(complete), end: end && last >= wanted };
}

export interface InStream {
  readonly from?: number;
  readonly direction?: 'forward' | 'backward';
  readonly limit?: number;
}

/** A stream from a revision on, or back from it. */
export async function readStream(
  pool: Pool,
  { stream, sealed }: { readonly stream: string; readonly sealed: boolean },
  { from, direction = 'forward', limit }: InStream,
): Promise<Page> {
  const backward = direction === 'backward';
  const start = from ?? (backward ? 2 ** 31 - 1 : 0);
  const { head, events, end } = await select(pool, sealed, {
    where: `stream = $2 AND revision ${backward ? '<=' : '>='} $3`,
    order: backward ? 'revision DESC' : 'revision',
    values: [stream, start],
    limit,
  });
  return { events, complete: positionOf(head), end };
}

/** Events by their ids, in no order. */
export async function readEvents(pool: Pool, ids: readonly string[]): Promise<StoredEvent[]> {
  const { rows } = await pool.query<Row>(
    `SELECT ${COLUMNS} FROM pledgebook.event WHERE id = ANY($1::text[])`,
    [ids],
  );
  return rows.map(eventOf);
}

/** The id of the event at a position in an order; undefined where there is none. */
export async function eventAt(pool: Pool, position: string, sealed: boolean): Promise<string | undefined> {
  if (isBeyondAll(position)) return undefined;
  const sql = `SELECT id FROM pledgebook.event WHERE ${sealed ? '' : 'NOT '}sealed AND position = $1`;
  const { rows } = await pool.query<{ id: string }>(sql, [BigInt(position).toString()]);
  return rows[0]?.id;
}

/** The last so many sealed records, the latest first. */
export async function readNewestSealed(pool: Pool, count: number): Promise<StoredEvent[]> {
  const { rows } = await pool.query<Row>(
    `SELECT ${COLUMNS} FROM pledgebook.event WHERE sealed ORDER BY position DESC LIMIT $1`,
    [count],
  );
  return rows.map(eventOf);
}
