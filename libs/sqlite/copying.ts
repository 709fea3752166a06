import { closeSync, openSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { naming } from './trouble.ts';

/** So many pages are copied between two words of how far it is, while others read and write. */
const AT_ONCE = 1000;

/**
 * Copies a file as it stands at one moment, while others write to it. The reading transaction is begun before: without one
 * SQLite begins anew whenever somebody else has written, and never ends beside a busy server.
 *
 * @param to is made, readable by its owner alone
 * @param heard how many pages are copied, and how many there are
 * @throws Unavailable it cannot be read
 */
export async function copyFile(
  file: string,
  to: string,
  heard: (done: number, of: number) => void,
): Promise<void> {
  const db = naming(file, `${file} cannot be opened`, () => {
    const opened = new DatabaseSync(file, { timeout: 10_000, readOnly: true });
    opened.exec('BEGIN');
    opened.prepare('SELECT count(*) FROM sqlite_schema').get();
    return opened;
  });
  try {
    closeSync(openSync(to, 'wx', 0o600));
    const progress = ({ totalPages, remainingPages }: { totalPages: number; remainingPages: number }) =>
      heard(totalPages - remainingPages, totalPages);
    await backup(db, to, { rate: AT_ONCE, progress });
    alone(to);
  } finally {
    db.close();
  }
}

/** A copy is one file: its log is not beside it. Whoever writes to it has one again. */
function alone(file: string): void {
  const db = new DatabaseSync(file);
  try {
    db.exec('PRAGMA journal_mode = DELETE');
  } finally {
    db.close();
  }
}
