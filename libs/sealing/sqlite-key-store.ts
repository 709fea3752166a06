import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { KeyStore, WrappedKey } from './key-store.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS keys (id TEXT PRIMARY KEY, wrapped TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS master (one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL) STRICT;
`;

/** The embedded key store: a SQLite file of its own, in which what is deleted is overwritten. */
export class SqliteKeyStore implements KeyStore {
  private readonly db: DatabaseSync;

  constructor(file: string) {
    this.db = new DatabaseSync(file, { timeout: 10_000 });
    chmodSync(file, 0o600);
    this.db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
    this.db.exec(SCHEMA);
    // What was deleted when a process was killed stands in the log still.
    this.cutLog();
  }

  masters(): readonly string[] {
    const row = this.db.prepare('SELECT id FROM master').get() as { id: string } | undefined;
    return row === undefined ? [] : row.id.split(' ');
  }

  turnTo(master: string): void {
    this.inOne(() => {
      const others = this.masters().filter((id) => id !== master);
      this.setMasters([master, ...others]);
    });
  }

  put({ id, wrapped }: WrappedKey, master: string): boolean {
    return this.inOne(() => {
      const isWrapping = this.masters()[0] === master;
      if (isWrapping)
        this.db.prepare('INSERT INTO keys VALUES (?, ?) ON CONFLICT DO NOTHING').run(id, wrapped);
      return isWrapping;
    });
  }

  get(id: string): string | undefined {
    const row = this.db.prepare('SELECT wrapped FROM keys WHERE id = ?').get(id);
    return (row as { wrapped: string } | undefined)?.wrapped;
  }

  destroy(id: string): void {
    this.db.prepare('DELETE FROM keys WHERE id = ?').run(id);
    this.erase();
  }

  all(): readonly WrappedKey[] {
    return this.db.prepare('SELECT id, wrapped FROM keys ORDER BY id').all() as unknown as WrappedKey[];
  }

  rewrap(keys: readonly WrappedKey[], master: string): boolean {
    const done = this.inOne(() => {
      if (this.masters()[0] !== master) return false;
      const update = this.db.prepare('UPDATE keys SET wrapped = ? WHERE id = ?');
      for (const { id, wrapped } of keys) update.run(wrapped, id);
      this.setMasters([master]);
      return true;
    });
    if (done) this.erase();
    return done;
  }

  close(): void {
    if (this.db.isOpen) this.db.close();
  }

  private setMasters(masters: readonly string[]): void {
    this.db
      .prepare('INSERT INTO master VALUES (1, ?) ON CONFLICT DO UPDATE SET id = excluded.id')
      .run(masters.join(' '));
  }

  private inOne<T>(work: () => T): T {
    this.db.exec('BEGIN IMMEDIATE');
    try {
      const done = work();
      this.db.exec('COMMIT');
      return done;
    } catch (error) {
      this.db.exec('ROLLBACK');
      throw error;
    }
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
