import { Kafka, logLevel, type Admin, type KafkaConfig, type Producer, type SASLOptions } from 'kafkajs';
import type { Broker, Session } from './broker.ts';
import { FixedPartitions } from './partitions.ts';
import { lastPlace } from './position.ts';
import { namesFor, type KafkaSettings } from './settings.ts';
import { prepareTopics } from './topics.ts';
import { KafkajsSession } from './kafkajs-session.ts';
import { settled } from './unsettled.ts';

/** In milliseconds. A transaction that its producer leaves alone for so long is aborted by the broker. */
const [CONNECTING, ANSWERING, TRANSACTION] = [3_000, 10_000, 15_000];
/** For what only reads: a broker that just started says for a moment that it does not know yet. */
const READING = { initialRetryTime: 100, retries: 6, maxRetryTime: 1_000 };

function connectionOf({ brokers, protocol = 'PLAINTEXT', user }: KafkaSettings): KafkaConfig {
  const sasl = user && {
    mechanism: user.mechanism.toLowerCase(),
    username: user.name,
    password: user.password,
  };
  return {
    clientId: 'pledgebook',
    brokers: [...brokers],
    ssl: protocol.endsWith('SSL'),
    ...(sasl ? { sasl: sasl as SASLOptions } : {}),
    connectionTimeout: CONNECTING,
    requestTimeout: ANSWERING,
    retry: READING,
    // What fails is thrown, and heard of from whoever catches it.
    logLevel: logLevel.NOTHING,
  };
}

/** Kafka through kafkajs, as that was seen to lose nothing: without its retries, which lose and double where a leader moves. */
export class KafkajsBroker implements Broker {
  private readonly kafka: Kafka;

  constructor(private readonly settings: KafkaSettings) {
    this.kafka = new Kafka(connectionOf(settings));
  }

  async open(): Promise<Session> {
    const admin = this.kafka.admin();
    try {
      await admin.connect();
      await prepareTopics(admin, this.settings);
      return await this.openWith(admin);
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
  }

  private async openWith(admin: Admin): Promise<Session> {
    const { topic } = this.settings;
    const producer = this.producer();
    try {
      await producer.connect();
      // The other is shut out, and what it had open is settled, before it is asked how far it came.
      await (await settled(() => producer.transaction())).abort();
      const place = await settled(() => lastPlace(this.kafka, admin, topic), 'GROUP_LOAD_IN_PROGRESS');
      const isEmpty = (await admin.fetchTopicOffsets(topic)).every(({ high }) => high === '0');
      return new KafkajsSession(producer, topic, { place, isEmpty });
    } catch (error) {
      await producer.disconnect().catch(() => undefined);
      throw error;
    }
  }

  private producer(): Producer {
    const { topic, partitions } = this.settings;
    return this.kafka.producer({
      transactionalId: namesFor(topic).transactionalId,
      transactionTimeout: TRANSACTION,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: FixedPartitions(topic, partitions),
      retry: { retries: 0 },
    });
  }
}
