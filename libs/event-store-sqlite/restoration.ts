import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { StoredEvent } from '#kernel';
import {
  canonical,
  Conflict,
  notEmpty,
  ofAnotherSource,
  orderOf,
  receiptOfTexts,
  refuseBackward,
} from '#event-store';
import type { ReadStatements } from './rows.ts';
import { fingerprintOf, insertInto, parseStream, SPACES, type Space } from './schema.ts';

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
    this.inserts = { events: db.prepare(insertInto('events')), sealed: db.prepare(insertInto('sealed')) };
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
      const place = { id, stream, revision, type, version };
      const sha256 = fingerprintOf(receiptOfTexts(place, { data: text, metadata: told }));
      const row = [position, category, kind, entity, revision, id, type, version, text, told, sha256];
      this.inserts[space].run(...row);
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
