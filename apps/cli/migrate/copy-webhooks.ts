import { canonical } from '#event-store';
import type { WebhookStore } from '#webhooks';
import { grown } from './compare-logs.ts';

/** Webhooks of both stores; undefined of a source that has none. */
export interface MovingWebhooks {
  readonly source: WebhookStore | undefined;
  readonly target: WebhookStore;
}

/** Moves webhooks as they are: their places are those of messages, which stand under the same numbers. */
export async function copyWebhooks({ source, target }: MovingWebhooks): Promise<void> {
  await target.replaceAll((await source?.all()) ?? { webhooks: [], held: [] });
}

/** @returns how many there are @throws Error the source has changed since */
export async function compareWebhooks({ source, target }: MovingWebhooks): Promise<number> {
  if (!source) return 0;
  const [one, other] = await Promise.all([source.all(), target.all()]);
  if (canonical(one) !== canonical(other)) throw grown();
  return one.webhooks.length;
}
