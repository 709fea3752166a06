import { existsSync } from 'node:fs';
import type { Finding } from '#event-store';
import { CheckedFile, isFinding } from '#sqlite';
import { webhookKeyOf, webhooksBeside, type StorageSettings } from '#storage';
import { WebhookSecrets } from '#webhooks';

interface Row {
  readonly id: string;
  readonly filter: string;
  readonly secrets: string;
}

/** What of the webhooks in a file is not as SQLite left it, is no JSON, or is opened by no key. */
export async function* damagesOfWebhooks(storage: StorageSettings): AsyncGenerator<Finding> {
  const location = webhooksBeside(storage.outbox);
  if (location.engine !== 'sqlite' || !existsSync(location.file)) return;
  const opened = CheckedFile.open(location.file);
  if (isFinding(opened)) return yield opened;
  try {
    yield* opened.integrity();
    const secrets = new WebhookSecrets(() => webhookKeyOf(storage));
    const rows: Row[] = [];
    yield* opened.reading('webhook', () => {
      rows.push(...opened.rows<Row>('SELECT id, filter, secrets FROM webhook'));
      return [];
    });
    for (const row of rows) {
      const what = await wrongWith(row, secrets);
      if (what !== undefined) yield { in: location.file, at: `webhook ${row.id}`, what };
    }
  } finally {
    opened.close();
  }
}

async function wrongWith({ id, filter, secrets }: Row, opening: WebhookSecrets): Promise<string | undefined> {
  try {
    JSON.parse(filter);
    for (const { sealed } of JSON.parse(secrets) as { sealed: string }[]) await opening.open(id, sealed);
    return undefined;
  } catch (error) {
    return error instanceof SyntaxError ? 'is no JSON' : String((error as Error).message);
  }
}
