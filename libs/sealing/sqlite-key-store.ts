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
  }

  master(): string | undefined {
    return (this.db.prepare('SELECT id FROM master').get() as { id: string } | undefined)?.id;
  }

  put({ id, wrapped }: WrappedKey, master: string): boolean {
    const put = this.db.prepare(
      'INSERT INTO keys SELECT ?, ? FROM master WHERE master.id = ? ON CONFLICT DO NOTHING',
    );
    put.run(id, wrapped, master);
    return this.master() === master;
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
    this.db.exec('BEGIN IMMEDIATE');
    try {
      const known = this.all().map(({ id }) => id);
      const same = known.length === keys.length && keys.every(({ id }, i) => id === known[i]);
      if (same) {
        this.db
          .prepare('INSERT INTO master VALUES (1, ?) ON CONFLICT DO UPDATE SET id = excluded.id')
          .run(master);
        const update = this.db.prepare('UPDATE keys SET wrapped = ? WHERE id = ?');
        for (const { id, wrapped } of keys) update.run(wrapped, id);
      }
      this.db.exec('COMMIT');
      if (same) this.erase();
      return same;
    } catch (error) {
      this.db.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    if (this.db.isOpen) this.db.close();
  }

  /**
   * The deleted bytes are overwritten in the pages of the log; the file gets these pages, and the log is cut to nothing.
   *
   * @throws Error another connection reads just now: nothing may be told to be destroyed that is not
   */
  private erase(): void {
    const { busy } = this.db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number };
    if (busy !== 0)
      throw new Error('the key store is busy: what was deleted still stands in its log; try again');
  }
}
