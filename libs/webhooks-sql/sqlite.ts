import { chmodSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { SqliteDialect, type Dialect } from 'kysely';
import { refuseUnsound } from '#sqlite';

/** What Kysely asks of a driver that works at once, over Node's own. */
function driverOf(db: DatabaseSync) {
  return {
    prepare(sql: string) {
      // Who reads first and writes then would be refused where another wrote in between.
      const statement = db.prepare(sql === 'begin' ? 'begin immediate' : sql);
      const reader = statement.columns().length > 0;
      const valuesOf = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[];
      return {
        reader,
        all: (parameters: readonly unknown[]) => statement.all(...valuesOf(parameters)),
        run: (parameters: readonly unknown[]) => {
          const { changes, lastInsertRowid } = statement.run(...valuesOf(parameters));
          return { changes, lastInsertRowid };
        },
        iterate: (parameters: readonly unknown[]) => statement.iterate(...valuesOf(parameters)),
      };
    },
    close: () => db.close(),
  };
}

/** A file that is read and not changed. */
export const readOnlyDialect = (file: string): Dialect =>
  new SqliteDialect({
    database: driverOf(new DatabaseSync(file, { timeout: 10_000, readOnly: true })) as never,
  });

/**
 * A file, opened or made. What is written is on the disk once it is answered.
 *
 * @param options.inspect looks it through first
 * @throws Damaged it is no database, or not one that can be read
 */
export function sqliteDialect(file: string, { inspect = false } = {}): Dialect {
  const db = new DatabaseSync(file, { timeout: 10_000 });
  try {
    chmodSync(file, 0o600);
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    if (inspect) refuseUnsound(file, db);
  } catch (error) {
    db.close();
    throw error;
  }
  return new SqliteDialect({ database: driverOf(db) as never });
}
