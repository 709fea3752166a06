import { Kysely, PostgresDialect, sql, type Dialect, type Transaction } from 'kysely';
import { answering, poolOf, refuseOld } from '#postgres';
import { naming, troubleWith } from '#sqlite';
import { migrate, type Engine, type Tables } from './schema.ts';
import { readOnlyDialect, sqliteDialect } from './sqlite.ts';

/** How long the database lets a write take. */
const WRITE = '60s';
const SILENT = 'the webhooks did not answer';

type Guard = <A>(work: () => Promise<A>) => Promise<A>;

/** The database in which webhooks are kept, on whichever engine. */
export class WebhookDatabase {
  private constructor(
    private readonly db: Kysely<Tables>,
    readonly engine: Engine,
    /** Tells failures of the driver as ours. */
    private readonly guard: Guard,
    private readonly schema: string,
  ) {}

  /** @throws Damaged the file is no database, or not one that can be read */
  static async sqlite(file: string, options: { readonly inspect?: boolean }): Promise<WebhookDatabase> {
    return WebhookDatabase.inFile(file, () => sqliteDialect(file, options)).made();
  }

  /** A file that is there, read and not changed. */
  static sqliteReadOnly(file: string): WebhookDatabase {
    return WebhookDatabase.inFile(file, () => readOnlyDialect(file));
  }

  private static inFile(file: string, open: () => Dialect): WebhookDatabase {
    const dialect = naming(file, `${file} cannot be opened`, open);
    const guard: Guard = (work) =>
      work().catch((error: unknown) => {
        throw troubleWith(file, error, SILENT);
      });
    return new WebhookDatabase(new Kysely<Tables>({ dialect }), 'sqlite', guard, '');
  }

  /** @throws Error the server is older than PostgreSQL 17 */
  static async postgres(url: string, schema: string): Promise<WebhookDatabase> {
    const pool = poolOf({ connectionString: url, max: 4 }, { name: 'webhooks', numbers: true });
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
    const database = new WebhookDatabase(db, 'postgres', answering, schema);
    try {
      await answering(async () => {
        const client = await pool.connect();
        await refuseOld(client).finally(() => client.release());
      });
    } catch (error) {
      await database.close();
      throw error;
    }
    return database.made();
  }

  /** @throws Unavailable it does not answer */
  ask<A>(work: (db: Kysely<Tables>) => Promise<A>): Promise<A> {
    return this.guard(() => work(this.own(this.db)));
  }

  /** All of it or nothing, and on the disk. @throws Unavailable it does not answer */
  write<A>(work: (db: Kysely<Tables>) => Promise<A>): Promise<A> {
    return this.guard(() =>
      this.db.transaction().execute(async (tx: Transaction<Tables>) => {
        if (this.engine === 'postgres') {
          await sql`SET LOCAL synchronous_commit = on`.execute(tx);
          await sql`SET LOCAL transaction_timeout = ${sql.lit(WRITE)}`.execute(tx);
        }
        return work(this.own(tx));
      }),
    );
  }

  /** Within a write: nobody else who asks for the same name goes on until it is over. On SQLite one writes at a time anyway. */
  async alone(db: Kysely<Tables>, name: string): Promise<void> {
    if (this.engine === 'postgres')
      await sql`SELECT pg_advisory_xact_lock(hashtext(${`${this.schema} ${name}`}))`.execute(db);
  }

  async close(): Promise<void> {
    await this.db.destroy();
  }

  private own(db: Kysely<Tables>): Kysely<Tables> {
    return this.engine === 'postgres' ? db.withSchema(this.schema) : db;
  }

  private async made(): Promise<this> {
    try {
      await this.guard(() => migrate(this.db, this.engine, this.schema));
      return this;
    } catch (error) {
      await this.close();
      throw error;
    }
  }
}
