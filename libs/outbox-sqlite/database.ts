import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { Changes } from '#event-store';
import { naming } from '#sqlite';

/** How often, in milliseconds, it is asked whether others wrote, while somebody waits: SQLite tells only those who ask. */
const LOOK = 10;

/** The file of an outbox, and whoever waits for what is written to it. */
export class OutboxDatabase {
  private seen = 0;
  readonly changes = new Changes(() => this.changedElsewhere(), LOOK);

  constructor(
    private readonly file: string,
    private readonly db: DatabaseSync,
  ) {}

  close(): void {
    this.changes.end();
    if (this.db.isOpen) this.db.close();
  }

  prepare(sql: string): StatementSync {
    return this.db.prepare(sql);
  }

  all<R>(sql: string, ...values: readonly SQLInputValue[]): R[] {
    return this.db.prepare(sql).all(...values) as R[];
  }

  run(sql: string, ...values: readonly SQLInputValue[]): number {
    return Number(this.db.prepare(sql).run(...values).changes);
  }

  writing<A>(write: () => A): A {
    const answer = this.within('BEGIN IMMEDIATE', write);
    this.changes.announce();
    return answer;
  }

  within<A>(begin: string, work: () => A): A {
    return this.answering(() => {
      this.db.exec(begin);
      try {
        const answer = work();
        this.db.exec('COMMIT');
        return answer;
      } catch (error) {
        // Where the disk is full, SQLite may have rolled back already.
        if (this.db.isTransaction) this.db.exec('ROLLBACK');
        throw error;
      }
    });
  }

  answering<A>(work: () => A): A {
    return naming(this.file, 'the outbox did not answer', work);
  }

  /** Whether another connection, of whatever process, has written since it was last asked. */
  private changedElsewhere(): boolean {
    const before = this.seen;
    const [{ data_version: now }] = this.all<{ data_version: number }>('PRAGMA data_version') as [
      { data_version: number },
    ];
    this.seen = now;
    return now !== before;
  }
}
