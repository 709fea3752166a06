import { randomUUID } from 'node:crypto';
import type { Admin, Consumer, Kafka } from 'kafkajs';
import type { Place } from '#outbox';
import { CannotPublish } from './broker.ts';
import { namesFor } from './settings.ts';

/** How long it may take to read the position, in milliseconds: a broker may hold back the first member of a group by 3 s. */
const PATIENCE = 60_000;

/** A place as a record. */
export const recordOf = (topic: string, { number, id }: Place) => ({
  key: topic,
  value: JSON.stringify({ number, id }),
});

function placeIn(text: string): Place {
  const { number, id } = JSON.parse(text) as Partial<Place>;
  if (Number.isSafeInteger(number) && typeof id === 'string') return { number: number as number, id };
  throw new CannotPublish(`what stands in the topic of positions is no position: ${text.slice(0, 100)}`);
}

/**
 * The last place that was committed; undefined: none. Right only after who wrote before was shut out, since only then is
 * the end that the broker tells the end of everything.
 */
export async function lastPlace(kafka: Kafka, admin: Admin, topic: string): Promise<Place | undefined> {
  const { positions, group } = namesFor(topic);
  const [partition] = await admin.fetchTopicOffsets(positions);
  if (!partition || partition.low === partition.high) return undefined;
  // A group of its own: one that is left over from a killed process holds nothing back.
  const consumer = kafka.consumer({
    groupId: `${group}${randomUUID()}`,
    maxWaitTimeInMs: 200,
    allowAutoTopicCreation: false,
    retry: { restartOnFailure: async () => false },
  });
  try {
    await consumer.connect();
    await consumer.subscribe({ topic: positions, fromBeginning: true });
    const value = await lastValue(consumer, BigInt(partition.high));
    return value === undefined ? undefined : placeIn(value);
  } finally {
    await consumer.disconnect().catch(() => undefined);
  }
}

/** The last value before an offset. Where markers alone are left before it, only the end of a batch is heard of. */
async function lastValue(consumer: Consumer, end: bigint): Promise<string | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  // It may be rejected before anybody waits for it.
  promise.catch(() => undefined);
  const late = setTimeout(() => reject(new Error('the position cannot be read: no answer')), PATIENCE);
  let last: string | undefined;
  consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
    if (BigInt(payload.lastOffset) + 1n >= end) resolve();
  });
  try {
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => {
        last = batch.messages.at(-1)?.value?.toString() ?? last;
      },
    });
    await promise;
    return last;
  } finally {
    clearTimeout(late);
  }
}
