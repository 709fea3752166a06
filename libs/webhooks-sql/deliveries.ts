import type { Kysely } from 'kysely';
import { Overtaken, type Place } from '#outbox';
import type { Claim, DeliveryStore, HeldSource, Trouble, Webhook } from '#webhooks';
import type { WebhookDatabase } from './database.ts';
import { heldOf, heldRowOf, webhookOf } from './rows.ts';
import type { Tables, WebhookRow } from './schema.ts';

/** What delivers: every write begins by holding the webhook's row, which none but its holder can. */
export class SqlDeliveryStore implements DeliveryStore {
  constructor(private readonly database: WebhookDatabase) {}

  active(): Promise<ReadonlyMap<string, number>> {
    return this.database.ask(async (db) => {
      const rows = db.selectFrom('webhook').select(['id', 'revision']).where('ended_at', 'is', null);
      return new Map((await rows.execute()).map(({ id, revision }) => [id, revision]));
    });
  }

  claim({ webhook, holder }: Claim): Promise<Webhook | undefined> {
    return this.database.write(async (db) => {
      const row = await db
        .updateTable('webhook')
        .set({ holder })
        .where('id', '=', webhook)
        .where('ended_at', 'is', null)
        .returningAll()
        .executeTakeFirst();
      return row && webhookOf(row);
    });
  }

  claimed({ webhook, holder }: Claim): Promise<Webhook | undefined> {
    return this.database.ask(async (db) => {
      const row = await db
        .selectFrom('webhook')
        .selectAll()
        .where('id', '=', webhook)
        .where('ended_at', 'is', null)
        .executeTakeFirst();
      if (row && row.holder !== holder) throw new Overtaken();
      return row && webhookOf(row);
    });
  }

  due(id: string, now: string, limit: number): Promise<readonly HeldSource[]> {
    return this.database.ask(async (db) => {
      const due = db.selectFrom('held').selectAll().where('webhook', '=', id).where('next_at', '<=', now);
      return (await due.orderBy('next_at').orderBy('source').limit(limit).execute()).map(heldOf);
    });
  }

  nextDue(id: string): Promise<string | undefined> {
    return this.database.ask(async (db) => {
      const next = db.selectFrom('held').select(({ fn }) => fn.min('next_at').as('next'));
      return (await next.where('webhook', '=', id).executeTakeFirst())?.next ?? undefined;
    });
  }

  heldAmong(id: string, sources: readonly string[]): Promise<ReadonlySet<string>> {
    return this.database.ask(async (db) => {
      const held = db.selectFrom('held').select('source').where('webhook', '=', id);
      return new Set((await held.where('source', 'in', sources).execute()).map(({ source }) => source));
    });
  }

  advance(claim: Claim, { number, id }: Place): Promise<void> {
    return this.asHolder(claim, { number, message: id }, async () => undefined);
  }

  hold(claim: Claim, held: HeldSource): Promise<void> {
    return this.asHolder(claim, {}, async (db) => {
      const row = heldRowOf(claim.webhook, held);
      const insert = db.insertInto('held').values(row);
      await insert.onConflict((conflict) => conflict.columns(['webhook', 'source']).doNothing()).execute();
    });
  }

  move(claim: Claim, from: Place, held: HeldSource): Promise<void> {
    return this.asHolder(claim, {}, async (db) => {
      const { webhook, source, ...row } = heldRowOf(claim.webhook, held);
      await db
        .updateTable('held')
        .set(row)
        .where('webhook', '=', webhook)
        .where('source', '=', source)
        .where('after_number', '=', from.number)
        .execute();
    });
  }

  release(claim: Claim, from: Place, source: string): Promise<void> {
    return this.asHolder(claim, {}, async (db) => {
      await db
        .deleteFrom('held')
        .where('webhook', '=', claim.webhook)
        .where('source', '=', source)
        .where('after_number', '=', from.number)
        .execute();
    });
  }

  end(claim: Claim, at: string): Promise<void> {
    return this.asHolder(claim, { ended_at: at }, async () => undefined);
  }

  note(claim: Claim, trouble: Trouble | undefined): Promise<void> {
    return this.asHolder(claim, { trouble: trouble ?? null }, async () => undefined);
  }

  /** @throws Overtaken another holds it, or it was removed */
  private asHolder(
    { webhook, holder }: Claim,
    changes: Partial<WebhookRow>,
    write: (db: Kysely<Tables>) => Promise<void>,
  ): Promise<void> {
    return this.database.write(async (db) => {
      const { numUpdatedRows } = await db
        .updateTable('webhook')
        .set({ ...changes, holder })
        .where('id', '=', webhook)
        .where('holder', '=', holder)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw new Overtaken();
      await write(db);
    });
  }
}
