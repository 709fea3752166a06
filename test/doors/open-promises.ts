import type { Pool, PoolClient } from 'pg';
import { PostgresInbox, subscribe, type Door, type PublicEvent } from '#subscriber';

const TABLES = `
  CREATE TABLE IF NOT EXISTS promise (commitment text PRIMARY KEY, organisation text NOT NULL, status text NOT NULL);
  CREATE TABLE IF NOT EXISTS letter (number serial PRIMARY KEY, organisation text NOT NULL, text text NOT NULL);`;
const KEEP = `INSERT INTO promise VALUES ($1, $2, $3)
  ON CONFLICT (commitment) DO UPDATE SET organisation = excluded.organisation, status = excluded.status`;
const OPEN = `SELECT organisation, count(*)::int AS open FROM promise WHERE status = 'open' GROUP BY organisation`;

/** A service of its own: how many promises of each organisation are open, and a letter of thanks for each that is made. */
export class OpenPromises {
  private constructor(
    private readonly pool: Pool,
    private readonly inbox: PostgresInbox,
  ) {}

  static async open(pool: Pool): Promise<OpenPromises> {
    await pool.query(TABLES);
    return new OpenPromises(pool, await PostgresInbox.open(pool, 'open promises'));
  }

  /** Keeps itself up with the book, by whichever door, until it is aborted. */
  follow(door: Door, signal: AbortSignal): Promise<void> {
    return subscribe(door, {
      inbox: this.inbox,
      each: keepState,
      on: {
        'pledgebook.commitment-made.v1': ({ data: { organisation, change } }, client) =>
          client.query('INSERT INTO letter (organisation, text) VALUES ($1, $2)', [
            organisation,
            `Thank you for your promise: ${change.details.statement}`,
          ]),
      },
      signal,
    });
  }

  async byOrganisation(): Promise<Record<string, number>> {
    const { rows } = await this.pool.query<{ organisation: string; open: number }>(OPEN);
    return Object.fromEntries(rows.map(({ organisation, open }) => [organisation, open]));
  }
}

async function keepState({ data: { commitment, state } }: PublicEvent, client: PoolClient): Promise<void> {
  if (commitment === undefined || !state || !('status' in state)) return;
  await client.query(KEEP, [commitment, state.organisation, state.status]);
}
