import type { AnyProjection } from '#kernel';
import { START } from '#event-store';
import { kindsOf, type Kinds } from '../columns.ts';
import { Overtaken, type Batch, type Failure, type Generation } from '../view-store.ts';
import type { ViewDatabase } from './database.ts';

/**
 * `projections` holds the one row that says which generation is served; the one being built is younger than that. Rows
 * of `generations` that are out of use stay, with position null, until their tables are dropped.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS projections (name TEXT PRIMARY KEY, active INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS generations (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    projection TEXT NOT NULL,
    version INTEGER NOT NULL,
    kinds TEXT NOT NULL,
    position TEXT,
    event TEXT,
    failed_event TEXT,
    failed_message TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS set_aside (
    number INTEGER PRIMARY KEY,
    projection TEXT NOT NULL,
    event TEXT NOT NULL,
    UNIQUE (projection, event)
  ) STRICT;
`;

interface Row {
  readonly number: number;
  readonly projection: string;
  readonly version: number;
  readonly kinds: string;
  readonly position: string;
  readonly event: string | null;
  readonly failed_event: string | null;
  readonly failed_message: string | null;
}

function generationOf(row: Row): Generation {
  const {
    number,
    projection,
    version,
    kinds,
    position,
    event,
    failed_event: eventId,
    failed_message: message,
  } = row;
  const failed: Failure | undefined = eventId === null ? undefined : { eventId, message: message ?? '' };
  return {
    number,
    projection,
    version,
    kinds: JSON.parse(kinds) as Kinds,
    position,
    ...(event === null ? {} : { event }),
    ...(failed ? { failed } : {}),
  };
}

const OF_PROJECTION = 'FROM generations WHERE projection = ? AND position IS NOT NULL';
const ACTIVE = 'coalesce((SELECT active FROM projections WHERE name = ?1), 0)';

/** Which generations there are, which of them is served, how far each is, and what was set aside. */
export class Registry {
  constructor(private readonly database: ViewDatabase) {}

  /** Makes the tables where they are missing. */
  prepare(): void {
    const { db } = this.database;
    db.exec(SCHEMA);
    const columns = db.prepare("SELECT name FROM pragma_table_info('generations')").all();
    // Checkpoints of older files do not say which event they came to.
    if (!columns.some(({ name }) => name === 'event'))
      db.exec('ALTER TABLE generations ADD COLUMN event TEXT');
  }

  active(projection: string): Generation | undefined {
    return this.one(`SELECT * ${OF_PROJECTION} AND number = ${ACTIVE}`, projection);
  }

  building(projection: string): Generation | undefined {
    return this.one(
      `SELECT * ${OF_PROJECTION} AND number > ${ACTIVE} ORDER BY number DESC LIMIT 1`,
      projection,
    );
  }

  add(projection: AnyProjection): Generation {
    this.database
      .prepare('UPDATE generations SET position = NULL WHERE projection = ?1 AND number > ' + ACTIVE)
      .run(projection.name);
    this.database
      .prepare('INSERT INTO generations (projection, version, kinds, position, event) VALUES (?, ?, ?, ?, ?)')
      .run(projection.name, projection.version, JSON.stringify(kindsOf(projection)), START, '');
    return this.building(projection.name) as Generation;
  }

  /** Two runners may have the same generation in hand: only the one that knows its checkpoint writes. */
  advance({ number }: Generation, { from, to, event, failed }: Batch): void {
    const { changes } = this.database
      .prepare(
        'UPDATE generations SET position = ?, event = ?, failed_event = ?, failed_message = ? WHERE number = ? AND position = ?',
      )
      .run(to, event, failed?.eventId ?? null, failed?.message ?? null, number, from);
    if (changes === 0) throw new Overtaken();
  }

  /** @throws Overtaken it is out of use, and its tables may be gone */
  inUse({ number }: Generation): Generation {
    const own = this.one('SELECT * FROM generations WHERE number = ? AND position IS NOT NULL', number);
    if (!own) throw new Overtaken();
    return own;
  }

  /** The one row that switches. */
  activate(generation: Generation): boolean {
    const own = this.inUse(generation);
    const { projection, number } = own;
    const active = this.active(projection);
    if (active && active.position > own.position) return false;
    this.database.prepare('INSERT OR REPLACE INTO projections VALUES (?, ?)').run(projection, number);
    this.database
      .prepare('UPDATE generations SET position = NULL WHERE projection = ? AND number <> ?')
      .run(projection, number);
    return true;
  }

  /** Those whose tables can be dropped. */
  retired(projection: string): Generation[] {
    const sql = 'SELECT * FROM generations WHERE projection = ? AND position IS NULL';
    return (this.database.prepare(sql).all(projection) as unknown as Row[]).map(generationOf);
  }

  giveUp(projection: string): void {
    this.database.prepare('DELETE FROM projections WHERE name = ?').run(projection);
    this.database.prepare('UPDATE generations SET position = NULL WHERE projection = ?').run(projection);
  }

  remove({ number }: Generation): void {
    this.database.prepare('DELETE FROM generations WHERE number = ?').run(number);
  }

  clearFailure(projection: string): void {
    this.database
      .prepare('UPDATE generations SET failed_event = NULL, failed_message = NULL WHERE projection = ?')
      .run(projection);
  }

  /** Only where this version stopped: left out of documents it is in already, they would differ from a rebuild. */
  setAside({ name, version }: AnyProjection, eventId: string): boolean {
    const { changes } = this.database
      .prepare(
        `UPDATE generations SET failed_event = NULL, failed_message = NULL
         WHERE projection = ? AND version = ? AND failed_event = ? AND position IS NOT NULL`,
      )
      .run(name, version, eventId);
    if (changes === 0) return false;
    this.database
      .prepare('INSERT OR IGNORE INTO set_aside (projection, event) VALUES (?, ?)')
      .run(name, eventId);
    return true;
  }

  listSetAside(projection: string): string[] {
    const rows = this.database
      .prepare('SELECT event FROM set_aside WHERE projection = ? ORDER BY number')
      .all(projection) as { event: string }[];
    return rows.map(({ event }) => event);
  }

  private one(sql: string, value: string | number): Generation | undefined {
    const row = this.database.prepare(sql).get(value) as Row | undefined;
    return row && generationOf(row);
  }
}
