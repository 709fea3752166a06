import { BEGINNING } from '#outbox';
import { makeWebhookKey } from '#storage';
import { WebhookReceiver } from '../support/webhook-receiver.ts';
import type { Staged } from './staged.ts';

/**
 * Has everything posted to it, from now on. It is registered beside the book, in which nothing is done for that.
 *
 * @returns all of it, source by source, once all that is told has come
 */
export async function postedFrom({ served }: Staged): Promise<() => Promise<readonly string[]>> {
  const receiver = await WebhookReceiver.start();
  const { webhooks, webhookSecrets, storage, publicFeed } = served.book;
  makeWebhookKey(storage);
  const id = 'whk_law';
  const { secret, sealed } = await webhookSecrets.make(id);
  receiver.secrets.set('/', secret);
  const at = { organisation: 'org_law', createdAt: '2021-01-01T00:00:00.000Z', place: BEGINNING };
  const says = { id, url: receiver.addressOf('/'), filter: {}, secrets: [{ sealed }] };
  await webhooks.registry.register({ ...says, ...at }, 1);
  return async () => {
    const { number } = await publicFeed.last();
    await receiver.until(() => receiver.received.length >= number);
    await webhooks.registry.remove(id);
    await receiver.close();
    const sourceOf = ({ body }: { body: string }) => (JSON.parse(body) as { source: string }).source;
    const bySource = Map.groupBy(receiver.received, sourceOf);
    return [...bySource]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, all]) => all.map(({ body }) => body));
  };
}
