import type { Pool, PoolClient } from 'pg';
import type { PublicEvent } from '#contracts';
import type { Batch } from './door.ts';
import type { Inbox } from './inbox.ts';

/**
 * A row for each source, with the number of the last event of it: those of one source come in order, so that one that is
 * no higher is there already. It grows with partnerships and organisations, and not with events.
 */
const TABLES = `
  CREATE TABLE IF NOT EXISTS pledgebook_place (subscriber text PRIMARY KEY, place text NOT NULL);
  CREATE TABLE IF NOT EXISTS pledgebook_inbox (
    subscriber text NOT NULL,
    source text NOT NULL,
    sequence bigint NOT NULL,
    PRIMARY KEY (subscriber, source)
  );`;
/** Any number, the same in all that make the tables: two at once would be in each other's way. */
const LOCK = 7_340_127;
const PLACE = `INSERT INTO pledgebook_place VALUES ($1, $2)
  ON CONFLICT (subscriber) DO UPDATE SET place = excluded.place`;
const SEEN = `INSERT INTO pledgebook_inbox AS inbox VALUES ($1, $2, $3)
  ON CONFLICT (subscriber, source) DO UPDATE SET sequence = excluded.sequence
  WHERE inbox.sequence < excluded.sequence`;

/** The path alone: a book may be given a public address, or another one. */
const pathOf = ({ source }: PublicEvent): string => new URL(source, 'http://book').pathname;

/** An inbox in the service's own PostgreSQL. Handlers are given the connection that the transaction is on. */
export class PostgresInbox implements Inbox<PoolClient> {
  private constructor(
    private readonly pool: Pool,
    private readonly subscriber: string,
  ) {}

  /**
   * Makes its tables, `pledgebook_place` and `pledgebook_inbox`, where they are not there yet.
   *
   * @param subscriber what it is for: several may be in one database, and each is told everything
   */
  static async open(pool: Pool, subscriber: string): Promise<PostgresInbox> {
    const inbox = new PostgresInbox(pool, subscriber);
    await inbox.within(async (client) => {
      await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      await client.query(TABLES);
    });
    return inbox;
  }

  async place(): Promise<string | undefined> {
    const sql = 'SELECT place FROM pledgebook_place WHERE subscriber = $1';
    const { rows } = await this.pool.query<{ place: string }>(sql, [this.subscriber]);
    return rows[0]?.place;
  }

  async take(
    { events, place }: Batch,
    handle: (event: PublicEvent, transaction: PoolClient) => Promise<void>,
  ): Promise<void> {
    await this.within(async (client) => {
      // First of all: of two processes of one name the other waits here, and finds what this one has done.
      if (place !== undefined) await client.query(PLACE, [this.subscriber, place]);
      for (const event of events) {
        const values = [this.subscriber, pathOf(event), Number(event.sequence)];
        const { rowCount } = await client.query(SEEN, values);
        if (rowCount === 1) await handle(event, client);
      }
    });
  }

  private async within(work: (client: PoolClient) => Promise<void>): Promise<void> {
    const client = await this.pool.connect();
    // A connection that is lost while nothing is asked on it would end the process.
    client.on('error', unheard);
    let failure: Error | undefined;
    try {
      await client.query('BEGIN');
      await work(client);
      await client.query('COMMIT');
    } catch (error) {
      failure = error as Error;
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      // A connection on which something failed is not used again.
      if (!failure) client.off('error', unheard);
      client.release(failure);
    }
  }
}

const unheard = (): void => undefined;
