import type { KeptWebhooks, WebhookStore } from '#webhooks';
import type { WebhookDatabase } from './database.ts';
import { SqlDeliveryStore } from './deliveries.ts';
import { SqlWebhookRegistry } from './registry.ts';
import type { HeldRow, WebhookRow } from './schema.ts';

/** Webhooks in a database, on whichever engine. */
export class SqlWebhookStore implements WebhookStore {
  readonly registry: SqlWebhookRegistry;
  readonly deliveries: SqlDeliveryStore;

  constructor(private readonly database: WebhookDatabase) {
    this.registry = new SqlWebhookRegistry(database);
    this.deliveries = new SqlDeliveryStore(database);
  }

  all(): Promise<KeptWebhooks> {
    return this.database.ask(async (db) => ({
      webhooks: await db.selectFrom('webhook').selectAll().orderBy('id').execute(),
      held: await db.selectFrom('held').selectAll().orderBy('webhook').orderBy('source').execute(),
    }));
  }

  /** Row by row: a statement takes so many values at the most. */
  async replaceAll({ webhooks, held }: KeptWebhooks): Promise<void> {
    await this.database.write(async (db) => {
      await db.deleteFrom('webhook').execute();
      for (const row of webhooks)
        await db
          .insertInto('webhook')
          .values(row as unknown as WebhookRow)
          .execute();
      for (const row of held)
        await db
          .insertInto('held')
          .values(row as unknown as HeldRow)
          .execute();
    });
  }

  close(): Promise<void> {
    return this.database.close();
  }
}
