import { isGone, type Claim, type Leases } from '#leases';
import type { ViewDatabase } from './database.ts';

/** In seconds, by the clock of the machine, which all processes on the file share. */
const NOW = `unixepoch('subsec')`;

/** Leases in the file of the views. */
export class SqliteLeases implements Leases {
  constructor(private readonly database: ViewDatabase) {}

  async hold({ names, holder, seconds }: Claim): Promise<ReadonlySet<string>> {
    const take = this.database.prepare(
      `INSERT INTO leases VALUES (?, ?, ${NOW} + ?)
       ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
       WHERE holder = excluded.holder OR until < ${NOW}`,
    );
    return this.database.writing(() => {
      this.releaseGone();
      return new Set(names.filter((name) => take.run(name, holder, seconds).changes > 0));
    });
  }

  async held(): Promise<ReadonlySet<string>> {
    const rows = this.database.reading(() =>
      this.database.prepare(`SELECT name FROM leases WHERE until >= ${NOW}`).all(),
    );
    return new Set(rows.map(({ name }) => name as string));
  }

  /** All who share a file are on one machine: what a killed process held is free at once. */
  private releaseGone(): void {
    const holders = this.database.prepare('SELECT DISTINCT holder FROM leases').all();
    const release = this.database.prepare('DELETE FROM leases WHERE holder = ?');
    for (const { holder } of holders) if (isGone(holder as string)) release.run(holder as string);
  }

  async release(holder: string): Promise<void> {
    this.database.writing(() => this.database.prepare('DELETE FROM leases WHERE holder = ?').run(holder));
  }
}
