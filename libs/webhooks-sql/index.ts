import { existsSync } from 'node:fs';
import { answering, poolOf } from '#postgres';
import type { WebhookStore } from '#webhooks';
import { WebhookDatabase } from './database.ts';
import { SqlWebhookStore } from './sql-webhook-store.ts';

/**
 * Webhooks in a file of SQLite, which several processes may have open.
 *
 * @param options.inspect looks the file through first
 * @throws Damaged the file is no database, or not one that can be read
 */
export const sqliteWebhooks = async (
  file: string,
  options: { readonly inspect?: boolean } = {},
): Promise<WebhookStore> => new SqlWebhookStore(await WebhookDatabase.sqlite(file, options));

/** Those of a file, read and not changed; undefined where there is none. */
export const sqliteWebhooksReadOnly = (file: string): WebhookStore | undefined =>
  existsSync(file) ? new SqlWebhookStore(WebhookDatabase.sqliteReadOnly(file)) : undefined;

/** Whether a PostgreSQL database holds webhooks. */
export async function holdsWebhooks(url: string): Promise<boolean> {
  const pool = poolOf({ connectionString: url, max: 1 });
  const found = 'SELECT to_regclass($1) AS found';
  const ask = () => pool.query<{ found: string | null }>(found, [`${SCHEMA}.webhook`]);
  const { rows } = await answering(ask).finally(() => pool.end());
  return Boolean(rows[0]?.found);
}

const SCHEMA = 'pledgebook_webhooks';
/** Webhooks in one schema of a PostgreSQL database; a pooler in transaction mode will do. */
export const postgresWebhooks = async (
  url: string,
  { schema = SCHEMA }: { readonly schema?: string } = {},
): Promise<WebhookStore> => new SqlWebhookStore(await WebhookDatabase.postgres(url, schema));
