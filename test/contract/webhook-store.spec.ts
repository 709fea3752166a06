import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WebhookStore } from '#webhooks';
import { postgresWebhooks, sqliteWebhooks } from '#webhooks-sql';
import { Postgres } from '../support/postgres.ts';
import { webhookStoreContract, type WebhookBench } from './webhook-store.contract.ts';

async function benchOf(open: () => Promise<WebhookStore>, end: () => void): Promise<WebhookBench> {
  let store = await open();
  return {
    store,
    restart: async () => {
      await store.close();
      return (store = await open());
    },
    close: async () => {
      await store.close();
      end();
    },
  };
}

webhookStoreContract('SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pledgebook-contract-'));
  const open = () => sqliteWebhooks(join(folder, 'webhooks.sqlite'), { inspect: true });
  return benchOf(open, () => rmSync(folder, { recursive: true }));
});

describe('PostgreSQL', () => {
  let postgres: Postgres;
  let schemas = 0;
  beforeAll(async () => {
    postgres = await Postgres.start();
  }, 300_000);
  afterAll(() => postgres.stop());

  webhookStoreContract('PostgreSQL', () => {
    const schema = `webhooks_${++schemas}`;
    return benchOf(
      () => postgresWebhooks(postgres.url, { schema }),
      () => undefined,
    );
  });

  it('has them made once by processes that start together', async () => {
    const opened = await Promise.all(
      Array.from({ length: 4 }, () => postgresWebhooks(postgres.url, { schema: 'together' })),
    );
    await Promise.all(opened.map((one) => one.close()));
  });
});
