import { chmodSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { CompiledQuery } from 'kysely';
import { naming, troubleWith } from '#sqlite';

/** So many statements stay prepared. */
const STATEMENTS = 200;

/** The database of the views: a connection, its prepared statements, and transactions. */
export class ViewDatabase {
  private readonly statements = new Map<string, StatementSync>();

  private constructor(
    readonly db: DatabaseSync,
    private readonly file: string,
  ) {}

  /**
   * `synchronous=NORMAL`: a power cut may take the last transactions back, but whole and in order, and since documents
   * and checkpoint go together the views are then merely older and catch up from the events.
   */
  static open(file: string, { readOnly = false } = {}): ViewDatabase {
    return naming(file, `${file} cannot be opened`, () => {
      const db = new DatabaseSync(file, { timeout: 10_000, readOnly });
      if (!readOnly) {
        chmodSync(file, 0o600);
        db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 16000');
        db.exec('PRAGMA cache_size = -32768');
      }
      return new ViewDatabase(db, file);
    });
  }

  /** Over a connection that is somebody else's, who closes it. */
  static over(db: DatabaseSync, file: string): ViewDatabase {
    return new ViewDatabase(db, file);
  }

  prepare(sql: string): StatementSync {
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = this.db.prepare(sql);
    this.statements.set(sql, statement);
    if (this.statements.size > STATEMENTS)
      this.statements.delete(this.statements.keys().next().value as string);
    return statement;
  }

  all<R>({ sql, parameters }: CompiledQuery<R>): R[] {
    return this.prepare(sql).all(...(parameters as SQLInputValue[])) as R[];
  }

  iterate<R>({ sql, parameters }: CompiledQuery<R>): Iterable<R> {
    return this.prepare(sql).iterate(...(parameters as SQLInputValue[])) as Iterable<R>;
  }

  run({ sql, parameters }: CompiledQuery): void {
    this.db.prepare(sql).run(...(parameters as SQLInputValue[]));
  }

  /** All that is read is of one moment, whoever else writes to the file. */
  reading<A>(read: () => A): A {
    if (this.db.isTransaction) return read();
    return this.within('BEGIN', read);
  }

  writing<A>(write: () => A): A {
    return this.within('BEGIN IMMEDIATE', write);
  }

  /** A part of what is being written, which fails alone. */
  apart(write: () => void): void {
    this.db.exec('SAVEPOINT apart');
    try {
      write();
      this.db.exec('RELEASE apart');
    } catch (error) {
      if (this.db.isTransaction) this.db.exec('ROLLBACK TO apart; RELEASE apart');
      throw error;
    }
  }

  /** A number that changes when another connection writes to the file. */
  version(): number {
    const { data_version: version } = this.prepare('PRAGMA data_version').get() as { data_version: number };
    return version;
  }

  close(): void {
    this.statements.clear();
    this.db.close();
  }

  private within<A>(begin: string, work: () => A): A {
    try {
      this.db.exec(begin);
      const answer = work();
      this.db.exec('COMMIT');
      return answer;
    } catch (error) {
      if (this.db.isTransaction) this.db.exec('ROLLBACK');
      throw troubleWith(this.file, error, 'the views did not answer');
    }
  }
}
