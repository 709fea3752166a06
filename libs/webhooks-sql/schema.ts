import { sql, type Kysely } from 'kysely';

const VERSION = 1;

export interface WebhookRow {
  id: string;
  organisation: string;
  url: string;
  /** As JSON. */
  filter: string;
  /** As JSON. */
  secrets: string;
  created_at: string;
  number: number;
  message: string;
  ended_at: string | null;
  trouble: string | null;
  revision: number;
  holder: string | null;
  request_key: string | null;
  request_body: string | null;
}
export interface HeldRow {
  webhook: string;
  source: string;
  after_number: number;
  after_message: string;
  number: number | null;
  message: string | null;
  attempts: number;
  next_at: string | null;
  parked_at: string | null;
  /** As JSON. */
  answer: string | null;
}
export interface Tables {
  webhook: WebhookRow;
  held: HeldRow;
  schema_version: { version: number };
}

/** Texts are compared by their bytes, which is SQLite's own way. */
const TEXT = { sqlite: sql`text`, postgres: sql`text COLLATE "C"` } as const;
export type Engine = keyof typeof TEXT;

async function makeTables(db: Kysely<Tables>, engine: Engine): Promise<void> {
  const text = TEXT[engine];
  await db.schema
    .createTable('webhook')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('organisation', text, (column) => column.notNull())
    .addColumn('url', text, (column) => column.notNull())
    .addColumn('filter', text, (column) => column.notNull())
    .addColumn('secrets', text, (column) => column.notNull())
    .addColumn('created_at', text, (column) => column.notNull())
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('message', text, (column) => column.notNull())
    .addColumn('ended_at', text)
    .addColumn('trouble', text)
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .addColumn('holder', text)
    .addColumn('request_key', text, (column) => column.unique())
    .addColumn('request_body', text)
    .execute();
  await db.schema
    .createIndex('webhook_by_organisation')
    .on('webhook')
    .columns(['organisation', 'id'])
    .execute();
  await db.schema
    .createTable('held')
    .addColumn('webhook', text, (column) => column.notNull().references('webhook.id').onDelete('cascade'))
    .addColumn('source', text, (column) => column.notNull())
    .addColumn('after_number', 'bigint', (column) => column.notNull())
    .addColumn('after_message', text, (column) => column.notNull())
    .addColumn('number', 'bigint')
    .addColumn('message', text)
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('next_at', text)
    .addColumn('parked_at', text)
    .addColumn('answer', text)
    .addPrimaryKeyConstraint('held_key', ['webhook', 'source'])
    .execute();
  await db.schema.createIndex('held_by_next').on('held').columns(['webhook', 'next_at']).execute();
}

/**
 * Makes the tables where they are missing; processes that start together wait for each other.
 *
 * @throws Error they are of a newer Pledgebook
 */
export async function migrate(db: Kysely<Tables>, engine: Engine, schema: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (engine === 'postgres') {
      await sql`SELECT pg_advisory_xact_lock(hashtext(${`schema ${schema}`}))`.execute(tx);
      await sql`CREATE SCHEMA IF NOT EXISTS ${sql.id(schema)}`.execute(tx);
    }
    const own = engine === 'postgres' ? tx.withSchema(schema) : tx;
    await own.schema.createTable('schema_version').ifNotExists().addColumn('version', 'integer').execute();
    const known = await own.selectFrom('schema_version').select('version').executeTakeFirst();
    const version = known?.version ?? 0;
    if (version > VERSION)
      throw new Error(
        `the webhooks have schema version ${version}; this is Pledgebook for version ${VERSION}`,
      );
    if (version === VERSION) return;
    await makeTables(own, engine);
    await own.insertInto('schema_version').values({ version: VERSION }).execute();
  });
}
