import type { DatabaseSync } from 'node:sqlite';
import type { AnyProjection } from '#kernel';
import { START } from '#event-store';
import {
  kindsOf,
  Overtaken,
  type Batch,
  type FormerlySetAside,
  type Generation,
  type Checkpoint,
} from '#projection';
import {
  generationOf,
  CHECKPOINT,
  checkpointsFrom,
  type GenerationRow,
  type CheckpointRow,
} from '#projection-sql';
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
    failed_message TEXT,
    set_aside TEXT NOT NULL DEFAULT '[]'
  ) STRICT;
  CREATE TABLE IF NOT EXISTS leases (name TEXT PRIMARY KEY, holder TEXT NOT NULL, until REAL NOT NULL) STRICT, WITHOUT ROWID;
`;
/** What older files lack, as they were made before there was any need for it. */
const SINCE = { event: 'TEXT', set_aside: `TEXT NOT NULL DEFAULT '[]'` };

const OF_PROJECTION = 'FROM generations WHERE projection = ? AND position IS NOT NULL';
const ACTIVE = 'coalesce((SELECT active FROM projections WHERE name = ?1), 0)';

/** Which generations there are, which of them is served, and how far each is. */
export class Registry {
  constructor(private readonly database: ViewDatabase) {}

  /** Makes the tables where they are missing. */
  prepare(): void {
    const { db } = this.database;
    db.exec(SCHEMA);
    const columns = db.prepare("SELECT name FROM pragma_table_info('generations')").all();
    for (const [column, type] of Object.entries(SINCE))
      if (!columns.some(({ name }) => name === column))
        db.exec(`ALTER TABLE generations ADD COLUMN ${column} ${type}`);
  }

  /** What is served of each projection; one that stopped while its new version is built has failed. */
  checkpoints(): Map<string, Checkpoint> {
    const rows = this.database
      .prepare(
        `SELECT ${CHECKPOINT} FROM projections
         JOIN generations ON projection = name AND number >= active AND position IS NOT NULL ORDER BY number`,
      )
      .all() as unknown as CheckpointRow[];
    return checkpointsFrom(rows);
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
  advance({ generation: { number }, from, to, event, skipped, failed }: Batch): void {
    const { changes } = this.database
      .prepare(
        `UPDATE generations SET position = ?, event = ?, set_aside = ?, failed_event = ?, failed_message = ?
         WHERE number = ? AND position = ?`,
      )
      .run(
        to,
        event,
        JSON.stringify(skipped),
        failed?.eventId ?? null,
        failed?.message ?? null,
        number,
        from,
      );
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
    return (this.database.prepare(sql).all(projection) as unknown as GenerationRow[]).map(generationOf);
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

  /** What an older file noted of events set aside; the note is taken away once it is recorded elsewhere. */
  formerlySetAside(): FormerlySetAside[] {
    const { db } = this.database;
    if (!isSetAsideNoted(db)) return [];
    return db
      .prepare('SELECT projection, event FROM set_aside ORDER BY number')
      .all() as unknown as FormerlySetAside[];
  }

  forgetFormerlySetAside(): void {
    this.database.db.exec('DROP TABLE IF EXISTS set_aside');
  }

  private one(sql: string, value: string | number): Generation | undefined {
    const row = this.database.prepare(sql).get(value) as GenerationRow | undefined;
    return row && generationOf(row);
  }
}

/** Whether a file is an older one that has a place for what was set aside: that is an event of its own today. */
export const isSetAsideNoted = (db: DatabaseSync): boolean =>
  db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'set_aside'").get() !== undefined;
