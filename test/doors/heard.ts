import { randomUUID } from 'node:crypto';
import { KafkajsBroker, Relay, type KafkaSettings } from '#kafka';
import { BEGINNING, type PublicFeed } from '#outbox';
import { EventStream } from '../support/event-stream.ts';
import { committedIn } from '../support/kafka-records.ts';
import type { ServedBook } from '../support/served-book.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

/** A message as it was heard at a door, with the very bytes of its `data`. */
export interface Heard {
  readonly id: string;
  readonly source: string;
  readonly data: string;
}
/** Where all of a history is heard. */
export type Hearing = (served: ServedBook) => Promise<readonly Heard[]>;

/** A whole event as text, `data` of which is the last that it says. */
export function heardIn(text: string): Heard {
  const { id, source } = JSON.parse(text) as Heard;
  const begin = ',"sequencetype":"Integer","data":';
  return { id, source, data: text.slice(text.indexOf(begin) + begin.length, -1) };
}

/** One event a page, so that what stands around it is known. */
export const byPolling: Hearing = async (served) => {
  const heard: Heard[] = [];
  for (let after = ''; ;) {
    const { text, body } = await served.anybody().ask(`/v1/events?limit=1${after}`);
    const found = /^\{"events":\[(.*)\],"next":"[^"]*","end":(?:true|false)\}$/.exec(text)?.[1];
    if (found === undefined) throw new Error(`no page: ${text.slice(0, 200)}`);
    if (found !== '') heard.push(heardIn(found));
    if (body.end) return heard;
    after = `&after=${body.next}`;
  }
};

/** What is posted to an address by whoever delivers for the server. */
export const byWebhook: Hearing = async (served) => {
  const receiver = await WebhookReceiver.start();
  try {
    const owner = await served.party('GSMA');
    await served.settled();
    const { number } = await served.book.publicFeed.last();
    const asked = { url: receiver.addressOf('/'), after: 'beginning' };
    const { body } = await owner.done('/v1/webhooks', asked);
    receiver.secrets.set('/', body.secret);
    const received = await receiver.until(() => receiver.received.length >= number && receiver.received);
    await owner.done(`/v1/webhooks/${body.webhook}/remove-webhook`);
    return received.map((one) => heardIn(one.body));
  } finally {
    await receiver.close();
  }
};

export const byStream: Hearing = async (served) => {
  const stream = await EventStream.open(served.anybody().addressOf('/v1/events'));
  await stream.upToDate();
  stream.cut();
  return stream.text
    .split('\n')
    .flatMap((line) => (line.startsWith('data: ') ? [heardIn(line.slice(6))] : []));
};

/** What the outbox holds: what all of them tell. */
export const byOutbox: Hearing = async ({ book: { publicFeed } }) => {
  const { messages } = await publicFeed.read(BEGINNING, { limit: 10_000 });
  return messages.map(({ text, source }) => ({ ...heardIn(text), source }));
};

export const settingsOf = (brokers: readonly string[], mode: KafkaSettings['mode']): KafkaSettings => ({
  brokers,
  topic: `doors-${randomUUID()}`,
  partitions: 3,
  mode,
});

/** Publishes everything to a topic, for all to see. */
export async function publish(feed: PublicFeed, settings: KafkaSettings): Promise<void> {
  const { number } = await feed.last();
  const done = Promise.withResolvers<void>();
  const relay = new Relay(feed, new KafkajsBroker(settings), {
    mode: settings.mode,
    told: ({ published }) => published === number && done.resolve(),
  });
  relay.start();
  await done.promise;
  await relay.close();
  // What is committed is seen once the transaction is settled: whoever opens the next one waits for it.
  await (await new KafkajsBroker(settings).open()).close();
}

export const byKafka =
  (brokers: readonly string[], mode: KafkaSettings['mode']): Hearing =>
  async ({ book: { publicFeed } }) => {
    const settings = settingsOf(brokers, mode);
    await publish(publicFeed, settings);
    const records = await committedIn(brokers, settings.topic);
    return records.map(({ key, value, headers }) =>
      mode === 'structured'
        ? heardIn(String(value))
        : { id: String(headers?.['ce_id']), source: String(key), data: String(value) },
    );
  };
