import type { Pool, PoolClient } from 'pg';
import { answering, inTransaction, poolOf } from '#postgres';
import type { KeyStore, WrappedKey } from '#sealing';

/** One row says which master keys wrap; whoever changes it, or what hangs on it, locks it. */
const SCHEMA = `
  SELECT pg_advisory_xact_lock(hashtext('pledgebook keys'));
  CREATE SCHEMA IF NOT EXISTS pledgebook_keys;
  CREATE TABLE IF NOT EXISTS pledgebook_keys.key (id text COLLATE "C" PRIMARY KEY, wrapped text NOT NULL);
  CREATE TABLE IF NOT EXISTS pledgebook_keys.note (name text COLLATE "C" PRIMARY KEY, value text NOT NULL);
  CREATE TABLE IF NOT EXISTS pledgebook_keys.master (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    ids text[] NOT NULL DEFAULT '{}'
  );
  INSERT INTO pledgebook_keys.master DEFAULT VALUES ON CONFLICT DO NOTHING;
`;

interface KeyStoreOptions {
  readonly url: string;
  /** At the most. */
  readonly connections?: number;
  readonly readOnly?: boolean;
}

/** @throws Error no keys are kept there */
async function refuseNone(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ found: string | null }>(
    `SELECT to_regclass('pledgebook_keys.master') AS found`,
  );
  if (!rows[0]?.found) throw new Error('the database holds no keys of Pledgebook');
}

/**
 * The key store on PostgreSQL, for several processes. It belongs into another cluster than the events: a cluster's log
 * and its back-ups keep what was destroyed, and would keep it beside what it opens.
 */
export class PostgresKeyStore implements KeyStore {
  readonly erases = false;

  private constructor(private readonly pool: Pool) {}

  /**
   * Opens the database, and makes the schema `pledgebook_keys` in it.
   *
   * @param options.readOnly to read from, alone: nothing is made
   */
  static async open({ url, connections = 4, readOnly = false }: KeyStoreOptions): Promise<PostgresKeyStore> {
    const pool = poolOf({ connectionString: url, max: connections }, { name: 'keys' });
    try {
      await answering<unknown>(() => (readOnly ? refuseNone(pool) : pool.query(`BEGIN; ${SCHEMA} COMMIT`)));
      return new PostgresKeyStore(pool);
    } catch (error) {
      await pool.end();
      throw error;
    }
  }

  async note(name: string): Promise<string | undefined> {
    return this.value('SELECT value FROM pledgebook_keys.note WHERE name = $1', [name]);
  }

  async notes(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.ask<{ name: string; value: string }>(
      'SELECT name, value FROM pledgebook_keys.note',
    );
    return new Map(rows.map(({ name, value }) => [name, value]));
  }

  async makeNote(name: string, value: string): Promise<void> {
    await this.ask('INSERT INTO pledgebook_keys.note VALUES ($1, $2) ON CONFLICT DO NOTHING', [name, value]);
  }

  async changeNote(name: string, value: string): Promise<void> {
    const upsert =
      'INSERT INTO pledgebook_keys.note VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value';
    await this.ask(upsert, [name, value]);
  }

  async advanceNote(name: string, value: string): Promise<void> {
    const upsert = `
      INSERT INTO pledgebook_keys.note AS here VALUES ($1, $2)
      ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE excluded.value > here.value COLLATE "C"`;
    await this.ask(upsert, [name, value]);
  }

  async masters(): Promise<readonly string[]> {
    const [row] = await this.ask<{ ids: string[] }>('SELECT ids FROM pledgebook_keys.master');
    return row?.ids ?? [];
  }

  async turnTo(master: string): Promise<void> {
    await this.ask('UPDATE pledgebook_keys.master SET ids = array_prepend($1, array_remove(ids, $1))', [
      master,
    ]);
  }

  put({ id, wrapped }: WrappedKey, master: string): Promise<boolean> {
    return this.whileWrapping(master, (client) =>
      client.query('INSERT INTO pledgebook_keys.key VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, wrapped]),
    );
  }

  async get(id: string): Promise<string | undefined> {
    return this.value('SELECT wrapped AS value FROM pledgebook_keys.key WHERE id = $1', [id]);
  }

  /** What is left of it in the table is taken away at once; the cluster's log and back-ups keep it. */
  async destroy(id: string): Promise<void> {
    await this.ask('DELETE FROM pledgebook_keys.key WHERE id = $1', [id]);
    await this.ask('VACUUM pledgebook_keys.key');
  }

  async all(): Promise<readonly WrappedKey[]> {
    return this.ask<WrappedKey>('SELECT id, wrapped FROM pledgebook_keys.key ORDER BY id');
  }

  rewrap(keys: readonly WrappedKey[], master: string): Promise<boolean> {
    return this.whileWrapping(master, async (client) => {
      await client.query(
        `UPDATE pledgebook_keys.key SET wrapped = anew.wrapped
         FROM unnest($1::text[], $2::text[]) AS anew (id, wrapped) WHERE key.id = anew.id`,
        [keys.map(({ id }) => id), keys.map(({ wrapped }) => wrapped)],
      );
      await client.query('UPDATE pledgebook_keys.master SET ids = $1', [[master]]);
    });
  }

  async close(): Promise<void> {
    if (!this.pool.ended) await this.pool.end();
  }

  private async value(query: string, values: readonly unknown[]): Promise<string | undefined> {
    return (await this.ask<{ value: string }>(query, values))[0]?.value;
  }

  private ask<R extends object>(query: string, values: readonly unknown[] = []): Promise<R[]> {
    return answering(async () => (await this.pool.query<R>(query, [...values])).rows);
  }

  /** @returns false where another master key wraps now: nothing was done */
  private whileWrapping(master: string, work: (client: PoolClient) => Promise<unknown>): Promise<boolean> {
    return answering(() =>
      inTransaction(this.pool, async (client) => {
        const { rows } = await client.query<{ ids: string[] }>(
          'SELECT ids FROM pledgebook_keys.master FOR UPDATE',
        );
        const isWrapping = rows[0]?.ids[0] === master;
        if (isWrapping) await work(client);
        return isWrapping;
      }),
    );
  }
}
