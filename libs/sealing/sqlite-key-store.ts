import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { naming, refuseUnsound } from '#sqlite';
import type { KeyStore, WrappedKey } from './key-store.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS keys (id TEXT PRIMARY KEY, wrapped TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS master (one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL) STRICT;
`;

/** The embedded key store: a SQLite file of its own, in which what is deleted is overwritten. */
export class SqliteKeyStore implements KeyStore {
  readonly erases = true;
  private readonly db: DatabaseSync;

  /**
   * @param options.readOnly to read from, alone: the file is neither made nor changed
   * @throws Damaged the file is no database, or not one that can be read: it is left as it is
   */
  constructor(
    private readonly file: string,
    { readOnly = false }: { readonly readOnly?: boolean } = {},
  ) {
    this.db = this.answering(() => new DatabaseSync(file, { timeout: 10_000, readOnly }));
    this.answering(() => {
      if (readOnly) return refuseUnsound(file, this.db);
      chmodSync(file, 0o600);
      this.db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
      this.db.exec(SCHEMA);
      refuseUnsound(file, this.db);
      // What was deleted when a process was killed stands in the log still.
      this.cutLog();
    });
  }

  async note(name: string): Promise<string | undefined> {
    const row = this.answering(() => this.db.prepare('SELECT value FROM notes WHERE name = ?').get(name));
    return (row as { value: string } | undefined)?.value;
  }

  async notes(): Promise<ReadonlyMap<string, string>> {
    const rows = this.answering(() => this.db.prepare('SELECT name, value FROM notes').all());
    return new Map(
      (rows as unknown as { name: string; value: string }[]).map((row) => [row.name, row.value]),
    );
  }

  async makeNote(name: string, value: string): Promise<void> {
    const insert = 'INSERT INTO notes VALUES (?, ?) ON CONFLICT DO NOTHING';
    this.answering(() => this.db.prepare(insert).run(name, value));
  }

  async changeNote(name: string, value: string): Promise<void> {
    const upsert = 'INSERT INTO notes VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value';
    this.answering(() => this.db.prepare(upsert).run(name, value));
  }

  async advanceNote(name: string, value: string): Promise<void> {
    const upsert =
      'INSERT INTO notes VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value WHERE excluded.value > value';
    this.answering(() => this.db.prepare(upsert).run(name, value));
  }

  async masters(): Promise<readonly string[]> {
    return this.mastersNow();
  }

  async turnTo(master: string): Promise<void> {
    this.inOne(() => {
      const others = this.mastersNow().filter((id) => id !== master);
      this.setMasters([master, ...others]);
    });
  }

  async put({ id, wrapped }: WrappedKey, master: string): Promise<boolean> {
    return this.inOne(() => {
      const isWrapping = this.mastersNow()[0] === master;
      if (isWrapping)
        this.db.prepare('INSERT INTO keys VALUES (?, ?) ON CONFLICT DO NOTHING').run(id, wrapped);
      return isWrapping;
    });
  }

  async get(id: string): Promise<string | undefined> {
    const row = this.answering(() => this.db.prepare('SELECT wrapped FROM keys WHERE id = ?').get(id));
    return (row as { wrapped: string } | undefined)?.wrapped;
  }

  async destroy(id: string): Promise<void> {
    this.answering(() => this.db.prepare('DELETE FROM keys WHERE id = ?').run(id));
    this.erase();
  }

  async all(): Promise<readonly WrappedKey[]> {
    const all = () => this.db.prepare('SELECT id, wrapped FROM keys ORDER BY id').all();
    return this.answering(all) as unknown as WrappedKey[];
  }

  async rewrap(keys: readonly WrappedKey[], master: string): Promise<boolean> {
    const done = this.inOne(() => {
      if (this.mastersNow()[0] !== master) return false;
      const update = this.db.prepare('UPDATE keys SET wrapped = ? WHERE id = ?');
      for (const { id, wrapped } of keys) update.run(wrapped, id);
      this.setMasters([master]);
      return true;
    });
    if (done) this.erase();
    return done;
  }

  async close(): Promise<void> {
    if (this.db.isOpen) this.db.close();
  }

  private mastersNow(): readonly string[] {
    const row = this.answering(() => this.db.prepare('SELECT id FROM master').get());
    return row === undefined ? [] : (row as { id: string }).id.split(' ');
  }

  private setMasters(masters: readonly string[]): void {
    this.db
      .prepare('INSERT INTO master VALUES (1, ?) ON CONFLICT DO UPDATE SET id = excluded.id')
      .run(masters.join(' '));
  }

  private inOne<T>(work: () => T): T {
    return this.answering(() => {
      this.db.exec('BEGIN IMMEDIATE');
      try {
        const done = work();
        this.db.exec('COMMIT');
        return done;
      } catch (error) {
        // Where the disk is full, SQLite may have rolled back already.
        if (this.db.isTransaction) this.db.exec('ROLLBACK');
        throw error;
      }
    });
  }

  private answering<T>(work: () => T): T {
    return naming(this.file, 'the key store did not answer', work);
  }

  /**
   * The deleted bytes are overwritten in the pages of the log; the file gets these pages, and the log is cut to nothing.
   *
   * @throws Error another connection reads just now: nothing may be told to be destroyed that is not
   */
  private erase(): void {
    if (!this.cutLog())
      throw new Error('the key store is busy: what was deleted still stands in its log; try again');
  }
  private cutLog(): boolean {
    const { busy } = this.db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number };
    return busy === 0;
  }
}
