import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { StoredEvent } from '#kernel';
import { positionOf, type Page } from '#event-store';
import type { Space } from './schema.ts';

interface Row {
  readonly position: number;
  readonly category: string;
  readonly kind: string;
  readonly entity: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly data: string;
  readonly metadata: string;
}

const COLUMNS = 'position, category, kind, entity, revision, id, type, version, data, metadata';

const eventOf = (row: Row): StoredEvent => ({
  id: row.id,
  stream: `${row.category}-${row.kind}-${row.entity}`,
  revision: row.revision,
  position: positionOf(row.position),
  type: row.type,
  version: row.version,
  data: JSON.parse(row.data) as unknown,
  metadata: JSON.parse(row.metadata) as Record<string, string>,
});

/** A page holds at most so many events, and about so many characters of data, whatever is asked for. */
export const PAGE = 1000;
const PAGE_SIZE = 16 * 1024 * 1024;
/** How far one read looks for events of the types asked for: the process has other things to do between. */
const SCAN = 50_000;

/** Every reading statement of one space, prepared once. */
export class ReadStatements {
  private readonly heads: StatementSync;
  private readonly stream: StatementSync;
  private readonly streamBackward: StatementSync;
  private readonly streamHead: StatementSync;
  private readonly category: StatementSync;
  private readonly categoryOfTypes: StatementSync;
  private readonly all: StatementSync;
  private readonly ofTypes: StatementSync;
  private readonly backward: StatementSync;
  private readonly byId: StatementSync;
  private readonly recorded: StatementSync;
  private readonly idAt: StatementSync;

  constructor(db: DatabaseSync, space: Space = 'events') {
    const inStream = `FROM ${space} WHERE entity = ? AND kind = ? AND category = ?`;
    this.heads = db.prepare(`SELECT max(position) AS head FROM ${space}`);
    this.stream = db.prepare(`SELECT ${COLUMNS} ${inStream} AND revision >= ? ORDER BY revision LIMIT ?`);
    this.streamBackward = db.prepare(
      `SELECT ${COLUMNS} ${inStream} AND revision <= ? ORDER BY revision DESC LIMIT ?`,
    );
    this.streamHead = db.prepare(`SELECT max(revision) AS head ${inStream}`);
    const between = 'position > ? AND position <= ?';
    this.category = db.prepare(
      `SELECT ${COLUMNS} FROM ${space} WHERE category = ? AND ${between} ORDER BY position LIMIT ?`,
    );
    const ofTypes = '+type IN (SELECT value FROM json_each(?))';
    this.categoryOfTypes = db.prepare(
      `SELECT ${COLUMNS} FROM ${space} WHERE category = ? AND ${between} AND ${ofTypes} ORDER BY position LIMIT ?`,
    );
    this.all = db.prepare(`SELECT ${COLUMNS} FROM ${space} WHERE ${between} ORDER BY position LIMIT ?`);
    this.ofTypes = db.prepare(
      `SELECT ${COLUMNS} FROM ${space} WHERE ${between} AND ${ofTypes} ORDER BY position LIMIT ?`,
    );
    this.backward = db.prepare(`SELECT ${COLUMNS} FROM ${space} ORDER BY position DESC LIMIT ?`);
    this.byId = db.prepare(`SELECT ${COLUMNS} FROM ${space} WHERE id = ?`);
    this.idAt = db.prepare(`SELECT id FROM ${space} WHERE position = ?`);
    this.recorded = db.prepare(`SELECT metadata ->> 'recordedAt' AS at FROM ${space} WHERE position = ?`);
  }

  head(): number {
    return (this.heads.get() as { head: number | null }).head ?? 0;
  }

  /** Of the stream's last event; -1 where it is missing. */
  headOf({ entity, kind, category }: { entity: string; kind: string; category: string }): number {
    return (this.streamHead.get(entity, kind, category) as { head: number | null }).head ?? -1;
  }

  recordedAt(position: number): string {
    return (this.recorded.get(position) as { at: string } | undefined)?.at ?? '';
  }

  /** The id of the event at a position; undefined where there is none. */
  eventAt(position: number): string | undefined {
    return (this.idAt.get(position) as { id: string } | undefined)?.id;
  }

  /** The last so many events, the latest first. */
  newest(count: number): StoredEvent[] {
    return (this.backward.all(count) as unknown as Row[]).map(eventOf);
  }

  event(id: string): StoredEvent | undefined {
    const row = this.byId.get(id) as Row | undefined;
    return row && eventOf(row);
  }

  streamPage(name: { entity: string; kind: string; category: string }, options: StreamOptions): Page {
    const { from, direction = 'forward', limit = PAGE } = options;
    const backward = direction === 'backward';
    const start = from ?? (backward ? Number.MAX_SAFE_INTEGER : 0);
    const head = this.head();
    const statement = backward ? this.streamBackward : this.stream;
    const { events, end } = collect(statement, [name.entity, name.kind, name.category, start], limit);
    return { events, complete: positionOf(head), end };
  }

  categoryPage(category: string, range: TypedRange): Page {
    return this.page(range, (values, limit) =>
      collect(range.types ? this.categoryOfTypes : this.category, [category, ...values], limit),
    );
  }

  allPage(range: TypedRange): Page {
    return this.page(range, (values, limit) => collect(range.types ? this.ofTypes : this.all, values, limit));
  }

  /** The end is read before the events: what is committed between the two is of the next page. */
  private page({ after = 0, upTo = Infinity, limit = PAGE, types }: TypedRange, read: Read): Page {
    const head = Math.min(this.head(), upTo);
    const last = types ? Math.min(head, after + SCAN) : head;
    const { events, end } = read([after, last, ...(types ? [JSON.stringify(types)] : [])], limit);
    const complete = end ? positionOf(Math.max(last, after)) : lastOf(events);
    return { events, complete, end: end && last === head };
  }
}

type Read = (values: readonly SQLInputValue[], limit: number) => ReturnType<typeof collect>;
interface StreamOptions {
  readonly from?: number;
  readonly direction?: 'forward' | 'backward';
  readonly limit?: number;
}
export interface Range {
  readonly after?: number;
  readonly upTo?: number;
  readonly limit?: number;
}
interface TypedRange extends Range {
  readonly types?: readonly string[];
}

const lastOf = (events: readonly StoredEvent[]): string => (events.at(-1) as StoredEvent).position;

function collect(statement: StatementSync, values: readonly SQLInputValue[], asked: number) {
  const limit = Math.max(1, Math.min(asked, PAGE));
  const events: StoredEvent[] = [];
  let size = 0;
  for (const row of statement.iterate(...values, limit) as unknown as Iterable<Row>) {
    events.push(eventOf(row));
    size += row.data.length + row.metadata.length;
    if (size > PAGE_SIZE) break;
  }
  return { events, end: events.length < limit && size <= PAGE_SIZE };
}
