import type { Batch as Records, Consumer, KafkaMessage } from 'kafkajs';
import type { PublicEvent } from '#contracts';
import type { Door } from './door.ts';

/** So many events are taken in one go. */
const AT_ONCE = 100;

/**
 * The event in a record, in either content mode.
 *
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md
 */
function eventIn({ headers = {}, value }: Pick<KafkaMessage, 'headers' | 'value'>): PublicEvent {
  const said = JSON.parse(String(value)) as object;
  const contentType = String(headers['content-type']);
  if (contentType.startsWith('application/cloudevents+json')) return said as PublicEvent;
  const attributes = Object.entries(headers).flatMap(([name, value]) =>
    name.startsWith('ce_') ? [[name.slice('ce_'.length), String(value)]] : [],
  );
  return {
    ...Object.fromEntries(attributes),
    datacontenttype: contentType,
    data: said,
  } as PublicEvent;
}

/** Takes the records of one partition; those that are taken are not told again. */
async function takeAll({ messages }: Records, { take, resolve, isOver }: Taking): Promise<void> {
  for (let from = 0; from < messages.length && !isOver(); from += AT_ONCE) {
    const some = messages.slice(from, from + AT_ONCE);
    await take({ events: some.map(eventIn) });
    await resolve((some.at(-1) as KafkaMessage).offset);
  }
}
interface Taking {
  readonly take: Parameters<Door['follow']>[1];
  readonly resolve: (offset: string) => Promise<void>;
  readonly isOver: () => boolean;
}

/**
 * Consumes the topic that the relay publishes to. The group remembers where it is, and a new group begins with the first
 * event. Any number of processes may be of one group: of one source all comes to one of them, in order.
 *
 * @param consumer of kafkajs, which reads what is committed where it is not told otherwise; it is connected here, and
 *   disconnected in the end
 */
export const consuming = (consumer: Consumer, topic: string): Door => ({
  async follow(_, take, signal) {
    const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
    ended.catch(() => undefined);
    consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => {
      if (!restart) reject(error);
    });
    const end = () => resolve();
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [topic], fromBeginning: true });
      await consumer.run({
        eachBatchAutoResolve: false,
        eachBatch: async ({ batch, resolveOffset, heartbeat, isRunning, isStale }) => {
          const taking: Taking = {
            take: (some) => take(some).catch((error: unknown) => (reject(error), Promise.reject(error))),
            resolve: async (offset) => {
              resolveOffset(offset);
              await heartbeat();
            },
            isOver: () => signal.aborted || !isRunning() || isStale(),
          };
          await takeAll(batch, taking);
        },
      });
      await ended;
    } finally {
      signal.removeEventListener('abort', end);
      await consumer.disconnect();
    }
  },
});
