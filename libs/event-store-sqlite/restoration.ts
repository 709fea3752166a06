import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { StoredEvent } from '#kernel';
import { canonical, Conflict, notEmpty, ofAnotherSource, orderOf, refuseBackward } from '#event-store';
import type { ReadStatements } from './rows.ts';
import { parseStream, SPACES, type Space } from './schema.ts';

/** What is restored has this table, of one row, until it is whole. */
const TABLE = 'restoring';

/** By which the source is known of what is restored here and not whole yet; undefined of any other store. */
export function sourceOf(db: DatabaseSync): string | undefined {
  if (!db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = '${TABLE}'`).get()) return undefined;
  return (db.prepare(`SELECT source FROM ${TABLE}`).get() as { source: string }).source;
}

/** Puts events of another store into this one, as they are. */
export class Restoration {
  private readonly inserts: Readonly<Record<Space, StatementSync>>;

  constructor(
    private readonly file: string,
    private readonly db: DatabaseSync,
    private readonly readings: Readonly<Record<Space, ReadStatements>>,
  ) {
    const insert = (space: Space) => db.prepare(`INSERT INTO ${space} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
    this.inserts = { events: insert('events'), sealed: insert('sealed') };
  }

  begin(source: string): void {
    this.inOne(() => {
      const begun = sourceOf(this.db);
      if (begun === source) return;
      if (begun !== undefined) throw ofAnotherSource(this.file);
      if (SPACES.some((space) => this.readings[space].head() > 0)) throw notEmpty(this.file);
      this.db.exec(`CREATE TABLE ${TABLE} (source TEXT NOT NULL) STRICT`);
      this.db.prepare(`INSERT INTO ${TABLE} VALUES (?)`).run(source);
    });
  }

  restore(events: readonly StoredEvent[], after: string | undefined): void {
    if (events.length > 0) this.inOne(() => this.write(events, after));
  }

  end(): void {
    this.db.exec(`DROP TABLE IF EXISTS ${TABLE}`);
  }

  private write(events: readonly StoredEvent[], after: string | undefined): void {
    const space = orderOf(events);
    const reading = this.readings[space];
    let position = reading.head();
    const last = reading.eventAt(position);
    if (last === events.at(-1)?.id) return;
    if (last !== after || sourceOf(this.db) === undefined) throw new Conflict([]);
    refuseBackward(events, reading.recordedAt(position));
    for (const { id, stream, revision, type, version, data, metadata } of events) {
      const { category, kind, entity } = parseStream(stream);
      const [text, told] = [canonical(data), canonical(metadata)];
      position++;
      this.inserts[space].run(position, category, kind, entity, revision, id, type, version, text, told);
    }
  }

  private inOne(work: () => void): void {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.db.exec('COMMIT');
    } catch (error) {
      // Where the disk is full, SQLite may have rolled back already.
      if (this.db.isTransaction) this.db.exec('ROLLBACK');
      throw error;
    }
  }
}
