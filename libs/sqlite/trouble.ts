import { accessSync, constants } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Busy, Damaged, OutOfSpace, ReadOnly, Unavailable } from '#event-store';

/** What SQLite answers (https://www.sqlite.org/rescode.html); extended codes have these in their last byte. */
const BUSY = 5;
const READ_ONLY = 8;
const CORRUPT = 11;
/** Also where the log beside a file cannot be made. */
const NOT_OPENED = 14;
const FULL = 13;
const NOT_A_DATABASE = 26;
/** The system refused to write, for another reason than a full disk: a quota or a limit, mostly. */
const NOT_WRITTEN = 778;
/** No room for the shared memory beside a write-ahead log, which grows as a file does. */
const NO_ROOM_FOR_INDEX = 4874;

interface DriverError {
  readonly code?: string;
  readonly errcode?: number;
}

/** Whether the folder of a file is there, and may not be written to. */
function isReadOnly(file: string): boolean {
  try {
    accessSync(dirname(file), constants.W_OK);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

/**
 * A failure of the driver, or of reading what it gave, as one of ours, which names the file.
 *
 * @param otherwise what is said of a failure that has no name of its own
 * @returns the error itself, where it is neither the driver's nor tells that what is kept is no JSON any more
 */
export function troubleWith(file: string, error: unknown, otherwise: string): unknown {
  const { code, errcode = 0 } = (error ?? {}) as DriverError;
  const [name, options] = [basename(file), { cause: error }];
  if (error instanceof SyntaxError) return new Damaged(name, options);
  if (code !== 'ERR_SQLITE_ERROR') return error;
  if (errcode % 256 === FULL || [NO_ROOM_FOR_INDEX, NOT_WRITTEN].includes(errcode))
    return new OutOfSpace(name, options);
  if (errcode % 256 === READ_ONLY || (errcode % 256 === NOT_OPENED && isReadOnly(file)))
    return new ReadOnly(name, options);
  if (errcode % 256 === BUSY) return new Busy(name, options);
  if ([CORRUPT, NOT_A_DATABASE].includes(errcode % 256)) return new Damaged(name, options);
  return new Unavailable(otherwise, options);
}

/**
 * Does something with a file, and tells failures of the driver as ours.
 *
 * @throws Unavailable the driver failed: OutOfSpace, Damaged or another
 */
export function naming<A>(file: string, otherwise: string, work: () => A): A {
  try {
    return work();
  } catch (error) {
    throw troubleWith(file, error, otherwise);
  }
}

/**
 * Looks a whole file through, which takes seconds for a gigabyte.
 *
 * @throws Damaged something in it is not as SQLite left it
 */
export function refuseUnsound(file: string, db: DatabaseSync): void {
  const { quick_check: found } = db.prepare('PRAGMA quick_check(1)').get() as { quick_check: string };
  if (found !== 'ok') throw new Damaged(basename(file), { cause: new Error(found) });
}

/**
 * Looks through texts that are JSON: one that is damaged within is as SQLite left it, and can still not be read.
 *
 * @throws Damaged one of them is no JSON
 */
export function refuseGarbled(
  file: string,
  db: DatabaseSync,
  { table, columns }: { readonly table: string; readonly columns: readonly string[] },
): void {
  const sound = columns.map((column) => `json_valid(${column})`).join(' AND ');
  const found = db.prepare(`SELECT rowid FROM ${table} WHERE NOT (${sound}) LIMIT 1`).get();
  if (found) throw new Damaged(basename(file), { cause: new Error(`row ${found['rowid']} of ${table}`) });
}
