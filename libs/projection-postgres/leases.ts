import type { Claim, Leases } from '#leases';
import type { ViewDatabase } from './database.ts';

/** Leases in the schema of the views, by the clock of the database. */
export class PostgresLeases implements Leases {
  private readonly leases: string;

  constructor(
    private readonly database: ViewDatabase,
    schema: string,
  ) {
    this.leases = `${schema}.leases`;
  }

  /** In the order of their names, so that two who take the same do not wait for each other in a circle. */
  async hold({ names, holder, seconds }: Claim): Promise<ReadonlySet<string>> {
    const sql = `INSERT INTO ${this.leases} AS own
      SELECT name, $2, clock_timestamp() + make_interval(secs => $3) FROM unnest($1::text[]) AS name
      ORDER BY name COLLATE "C"
      ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
      WHERE own.holder = excluded.holder OR own.until < clock_timestamp()
      RETURNING name`;
    const take = { sql, parameters: [names, holder, seconds] };
    const rows = await this.database.writing((session) => session.rows<{ name: string }>(take));
    return new Set(rows.map(({ name }) => name));
  }

  async held(): Promise<ReadonlySet<string>> {
    const sql = `SELECT name FROM ${this.leases} WHERE until >= clock_timestamp()`;
    const rows = await this.database.rows<{ name: string }>({ sql, parameters: [] });
    return new Set(rows.map(({ name }) => name));
  }

  async release(holder: string): Promise<void> {
    await this.database.writing((session) =>
      session.run(`DELETE FROM ${this.leases} WHERE holder = $1`, holder),
    );
  }
}
