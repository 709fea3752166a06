import { existsSync, statSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { Damaged, Unavailable, type Finding } from '#event-store';
import { naming } from './trouble.ts';

/** So many findings of one kind are told in full; one who mends begins with the first. */
const MOST = 100;

/** A file that is looked through for damage, and not changed. */
export class CheckedFile {
  private constructor(
    readonly file: string,
    readonly db: DatabaseSync,
  ) {}

  /** @returns the file, opened, or why it cannot be looked through */
  static open(file: string): CheckedFile | Finding {
    if (!existsSync(file)) return { in: file, at: '', what: 'is missing' };
    if (statSync(file).size === 0) return { in: file, at: '', what: 'is empty' };
    try {
      const db = naming(file, `${file} cannot be opened`, () => {
        const opened = new DatabaseSync(file, { readOnly: true, timeout: 10_000 });
        opened.prepare('PRAGMA user_version').get();
        return opened;
      });
      return new CheckedFile(file, db);
    } catch (error) {
      return { in: file, at: '', what: whatOf(error) };
    }
  }

  /** What SQLite finds by itself: pages, rows and indexes that do not go together. */
  *integrity(): Generator<Finding> {
    yield* this.reading('', () =>
      this.rows<{ integrity_check: string }>(`PRAGMA integrity_check(${MOST})`)
        .filter(({ integrity_check: found }) => found !== 'ok')
        .map(({ integrity_check: what }) => ({ at: '', what })),
    );
  }

  /**
   * Looks through something. What cannot be read is told where it was looked for.
   *
   * @param at where, for people
   */
  *reading(at: string, look: () => Iterable<Omit<Finding, 'in'>>): Generator<Finding> {
    try {
      for (const found of look()) yield { in: this.file, ...found };
    } catch (error) {
      yield { in: this.file, at, what: whatOf(error) };
    }
  }

  statement(sql: string): StatementSync {
    return this.db.prepare(sql);
  }

  rows<R>(sql: string): R[] {
    return this.db.prepare(sql).all() as R[];
  }

  close(): void {
    this.db.close();
  }
}

export const isFinding = (opened: CheckedFile | Finding): opened is Finding => 'what' in opened;

function whatOf(error: unknown): string {
  if (error instanceof Damaged || error instanceof Unavailable) return `${error.message}: ${causeOf(error)}`;
  return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}
const causeOf = ({ cause }: Error): string => (cause instanceof Error ? cause.message : String(cause));
