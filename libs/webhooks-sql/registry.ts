import type { Kysely, SelectQueryBuilder, UpdateQueryBuilder, UpdateResult } from 'kysely';
import {
  OtherRequest,
  TooMany,
  type HeldCounts,
  type HeldSource,
  type NewWebhook,
  type Owned,
  type SealedSecret,
  type Webhook,
  type WebhookRegistry,
} from '#webhooks';
import type { WebhookDatabase } from './database.ts';
import { heldOf, rowOf, webhookOf } from './rows.ts';
import type { Tables } from './schema.ts';

const NONE: HeldCounts = { waiting: 0, parked: 0 };

/** What owners do with their webhooks. Whatever they change raises the revision, by which it is noticed. */
export class SqlWebhookRegistry implements WebhookRegistry {
  constructor(private readonly database: WebhookDatabase) {}

  register(webhook: NewWebhook, most: number): Promise<Webhook> {
    return this.database.write(async (db) => {
      const { request, organisation } = webhook;
      await this.database.alone(db, organisation);
      if (request) {
        const before = await db
          .selectFrom('webhook')
          .selectAll()
          .where('request_key', '=', request.key)
          .executeTakeFirst();
        if (before && before.request_body !== request.body) throw new OtherRequest();
        if (before) return webhookOf(before);
      }
      if ((await this.count(db, organisation)) >= most) throw new TooMany();
      const row = await db
        .insertInto('webhook')
        .values(rowOf(webhook))
        .returningAll()
        .executeTakeFirstOrThrow();
      return webhookOf(row);
    });
  }

  find(id: string): Promise<Webhook | undefined> {
    return this.database.ask(async (db) => {
      const row = await db.selectFrom('webhook').selectAll().where('id', '=', id).executeTakeFirst();
      return row && webhookOf(row);
    });
  }

  ofOrganisation(organisation: string): Promise<readonly Webhook[]> {
    return this.database.ask(async (db) => {
      const mine = db.selectFrom('webhook').selectAll().where('organisation', '=', organisation);
      return (await mine.orderBy('id').execute()).map(webhookOf);
    });
  }

  replaceSecrets({ id, revision }: Webhook, secrets: readonly SealedSecret[]): Promise<boolean> {
    return this.database.write(async (db) => {
      const { numUpdatedRows } = await db
        .updateTable('webhook')
        .set({ secrets: JSON.stringify(secrets), revision: revision + 1 })
        .where('id', '=', id)
        .where('revision', '=', revision)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    });
  }

  async remove(id: string): Promise<void> {
    await this.database.write((db) => db.deleteFrom('webhook').where('id', '=', id).execute());
  }

  counts(ids: readonly string[]): Promise<ReadonlyMap<string, HeldCounts>> {
    if (ids.length === 0) return Promise.resolve(new Map());
    return this.database.ask(async (db) => {
      const rows = await counted(db.selectFrom('held').where('webhook', 'in', ids))
        .select('webhook')
        .groupBy('webhook')
        .execute();
      return new Map(rows.map(({ webhook, ...counts }) => [webhook, asNumbers(counts)]));
    });
  }

  total(): Promise<HeldCounts> {
    return this.database.ask(async (db) => {
      const counts = await counted(db.selectFrom('held')).executeTakeFirst();
      return counts ? asNumbers(counts) : NONE;
    });
  }

  held(id: string, limit: number): Promise<readonly HeldSource[]> {
    return this.database.ask(async (db) => {
      const rows = db.selectFrom('held').selectAll().where('webhook', '=', id);
      const sorted = rows.orderBy((of) => of.case().when('parked_at', 'is', null).then(1).else(0).end());
      return (await sorted.orderBy('source').limit(limit).execute()).map(heldOf);
    });
  }

  retry(owned: Owned): Promise<number> {
    return this.change(owned, (db) =>
      db.updateTable('held').set({ attempts: 0, next_at: owned.now, parked_at: null }),
    );
  }

  skip(owned: Owned): Promise<number> {
    return this.change(owned, (db) =>
      db.updateTable('held').set(({ ref }) => ({
        after_number: ref('number').$castTo<number>(),
        after_message: ref('message').$castTo<string>(),
        number: null,
        message: null,
        attempts: 0,
        next_at: owned.now,
        parked_at: null,
        answer: null,
      })),
    );
  }

  private change({ webhook, source }: Owned, update: (db: Kysely<Tables>) => HeldUpdate): Promise<number> {
    return this.database.write(async (db) => {
      await db
        .updateTable('webhook')
        .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
        .where('id', '=', webhook)
        .execute();
      const failing = update(db).where('webhook', '=', webhook).where('number', 'is not', null);
      const of = source === undefined ? failing : failing.where('source', '=', source);
      return Number((await of.executeTakeFirst()).numUpdatedRows);
    });
  }

  private async count(db: Kysely<Tables>, organisation: string): Promise<number> {
    const { count } = await db
      .selectFrom('webhook')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('organisation', '=', organisation)
      .executeTakeFirstOrThrow();
    return Number(count);
  }
}

type HeldUpdate = UpdateQueryBuilder<Tables, 'held', 'held', UpdateResult>;
const counted = (held: SelectQueryBuilder<Tables, 'held', object>) =>
  held.select(({ fn }) => [
    fn.count<number>('next_at').as('waiting'),
    fn.count<number>('parked_at').as('parked'),
  ]);
const asNumbers = ({ waiting, parked }: HeldCounts): HeldCounts => ({
  waiting: Number(waiting),
  parked: Number(parked),
});
