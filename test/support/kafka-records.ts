import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, type KafkaMessage } from 'kafkajs';
import type { Message } from '#outbox';

/** A client with its own retries, as any service has one. */
export const clientOf = (brokers: readonly string[]): Kafka =>
  new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING, retry: { retries: 20, maxRetryTime: 500 } });

/** Everything that a consumer with `read_committed` finds in a topic, from its beginning to its end, in the order of each partition. */
export async function committedIn(brokers: readonly string[], topic: string): Promise<KafkaMessage[]> {
  for (;;)
    try {
      return await readAll(brokers, topic);
    } catch (error) {
      // A broker that just started has not read yet which groups there are.
      if ((error as { type?: string }).type !== 'GROUP_LOAD_IN_PROGRESS') throw error;
    }
}

async function readAll(brokers: readonly string[], topic: string): Promise<KafkaMessage[]> {
  const kafka = clientOf(brokers);
  const admin = kafka.admin();
  await admin.connect();
  const offsets = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  const open = new Map(offsets.filter(({ high }) => high !== '0').map((p) => [p.partition, BigInt(p.high)]));
  const consumer = kafka.consumer({ groupId: `test-${randomUUID()}`, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  promise.catch(() => undefined);
  consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload: { partition, lastOffset } }) => {
    if (BigInt(lastOffset) + 1n >= (open.get(partition) ?? 0n)) open.delete(partition);
    if (open.size === 0) resolve();
  });
  const records: KafkaMessage[] = [];
  try {
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => void records.push(...batch.messages),
    });
    if (open.size > 0) await promise;
    return records;
  } finally {
    await consumer.disconnect();
  }
}

/** What of an outbox is not told, told twice, of another key, or before what precedes it: nothing, where a relay keeps its promise. */
export function differences(
  told: readonly Pick<Message, 'source' | 'place'>[],
  records: readonly KafkaMessage[],
): readonly string[] {
  const keys = new Map(told.map(({ place, source }) => [place.id, source]));
  const numbers = new Map(told.map(({ place }) => [place.id, place.number]));
  const last = new Map<string, number>();
  const seen = new Set<string>();
  const found: string[] = [];
  for (const { key, headers } of records) {
    const id = String(headers?.['ce_id']);
    const source = String(key);
    if (seen.has(id)) found.push(`${id} twice`);
    else if (keys.get(id) !== source) found.push(`${id} of ${source}`);
    else if ((numbers.get(id) ?? 0) <= (last.get(source) ?? 0)) found.push(`${id} too late`);
    seen.add(id);
    last.set(source, numbers.get(id) ?? 0);
  }
  return [
    ...found,
    ...told.filter(({ place }) => !seen.has(place.id)).map(({ place }) => `${place.id} lost`),
  ];
}
