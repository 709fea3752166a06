import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Partitioners, type Producer } from 'kafkajs';
import { KafkajsBroker, Relay, type KafkaSettings, type RelayStanding } from '#kafka';
import { PublicFeed, type Message } from '#outbox';
import { SqliteOutbox } from '#outbox-sqlite';
import { FilledOutbox } from '../support/filled-outbox.ts';
import { clientOf } from '../support/kafka-records.ts';
import { TestKafka } from '../support/kafka.ts';
import { inFolder } from './child.ts';
import { inPairs, median, perSecond, ratioOf, type Figure } from './figures.ts';
import { toldByKafka } from './latency.ts';
import type { Options } from './options.ts';

/** Messages of one transaction, as the relay takes them. */
const BATCH = 500;
const PARTITIONS = 12;

/** Publishes a whole outbox. @returns messages per second, from the first transaction on */
async function relayed(file: string, count: number, settings: KafkaSettings): Promise<number> {
  const outbox = await SqliteOutbox.open(file);
  const done = Promise.withResolvers<number>();
  let begin = 0;
  const told = ({ published }: RelayStanding) => {
    if (published === 0) begin = performance.now();
    if (published === count) done.resolve((count / (performance.now() - begin)) * 1000);
  };
  const broker = new KafkajsBroker(settings);
  const relay = new Relay(new PublicFeed(outbox), broker, { mode: settings.mode, told });
  relay.start();
  const rate = await done.promise;
  await relay.close();
  await outbox.close();
  return rate;
}

/** One transaction of messages that are ready to be sent, with a record beside them. */
async function send(
  producer: Producer,
  { topic, positions }: { topic: string; positions: string },
  messages: { key: string; value: string; headers: Record<string, string> }[],
) {
  const transaction = await producer.transaction();
  for (let begun = false; !begun;)
    begun = await transaction.send({ topic: positions, messages: [{ key: topic, value: '{}' }] }).then(
      () => true,
      // As the relay: until the transaction before is settled.
      (error: { type?: string; cause?: { type?: string } }) => {
        if ((error.type ?? error.cause?.type) !== 'CONCURRENT_TRANSACTIONS') throw error;
        return new Promise((resolve) => setTimeout(() => resolve(false), 5));
      },
    );
  await transaction.send({ topic, messages });
  await transaction.commit();
}

/** kafkajs by itself: the same messages, ready in memory, in the same transactions. */
async function bare(all: readonly Message[], settings: KafkaSettings): Promise<number> {
  const kafka = clientOf(settings.brokers);
  const topics = { topic: settings.topic, positions: `${settings.topic}-beside` };
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({
    topics: [
      { topic: topics.topic, numPartitions: PARTITIONS },
      { topic: topics.positions, numPartitions: 1 },
    ],
  });
  // A topic is there before its partitions are led; what is asked of each of them is asked again until they are.
  for (const topic of Object.values(topics)) await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  const messages = all.map(({ source, text }) => {
    const { data, ...attributes } = JSON.parse(text) as Record<string, unknown>;
    const headers = Object.entries(attributes).map(([name, value]) => [`ce_${name}`, String(value)]);
    return { key: source, value: JSON.stringify(data), headers: Object.fromEntries(headers) };
  });
  const producer = kafka.producer({
    transactionalId: randomUUID(),
    maxInFlightRequests: 1,
    createPartitioner: Partitioners.DefaultPartitioner,
    retry: { retries: 0 },
  });
  await producer.connect();
  await send(producer, topics, messages.slice(0, 1));
  const begin = performance.now();
  for (let from = 0; from < messages.length; from += BATCH)
    await send(producer, topics, messages.slice(from, from + BATCH));
  const rate = (messages.length / (performance.now() - begin)) * 1000;
  await producer.disconnect();
  return rate;
}

/** The relay, from the outbox on a disk to Kafka, against kafkajs with the same messages in the same transactions. */
export async function relay(options: Options): Promise<Figure[]> {
  const { events, pairs } = options;
  const kafka = await TestKafka.start();
  if (!kafka) return [];
  try {
    return await inFolder(async (folder) => {
      const file = join(folder, 'outbox.sqlite');
      const outbox = await FilledOutbox.open(file);
      const count = Math.ceil(events / 10);
      while (outbox.count < count) await outbox.add(Math.min(1_000, count - outbox.count));
      const all = await outbox.all();
      await outbox.close();
      const settings = () => {
        const topic = `bench-${randomUUID()}`;
        return { brokers: kafka.brokers, topic, partitions: PARTITIONS, mode: 'binary' } as const;
      };
      const measured = await inPairs(
        pairs,
        () => relayed(file, count, settings()),
        () => bare(all, settings()),
      );
      const [ours, theirs] = (['one', 'other'] as const).map((side) =>
        median(measured.map((one) => one[side])),
      );
      return [
        {
          bench: 'relay',
          what: `${count} messages, ${BATCH} a transaction`,
          value: ratioOf(measured),
          unit: 'x',
          bar: '≥ 0.5',
          beside: `${perSecond(ours ?? 0)}; kafkajs by itself, from memory, ${perSecond(theirs ?? 0)}`,
        },
        ...(await toldByKafka(options, kafka)),
      ];
    });
  } finally {
    await kafka.stop();
  }
}
