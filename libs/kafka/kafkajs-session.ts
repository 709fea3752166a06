import type { Producer } from 'kafkajs';
import type { Place } from '#outbox';
import type { Outgoing, Session } from './broker.ts';
import { recordOf } from './position.ts';
import { namesFor } from './settings.ts';
import { settled } from './unsettled.ts';

/**
 * The most that is sent at once, in bytes: a broker takes 1 MiB in one batch (`max.message.bytes`), with what Kafka adds.
 * A single message that is longer is sent alone.
 */
const MOST = 950_000;
/** What Kafka adds to a record, and to each of its headers, at the most, in bytes. */
const [RECORD, HEADER] = [40, 10];

function sizeOf({ key, value, headers }: Outgoing): number {
  const entries = Object.entries(headers);
  const text = entries.reduce((sum, [name, said]) => sum + name.length + Buffer.byteLength(said) + HEADER, 0);
  return Buffer.byteLength(key) + Buffer.byteLength(value) + text + RECORD;
}

/** Messages in order, so many together as a broker takes at once, even where all are of one partition. */
export function batchesOf(messages: readonly Outgoing[]): Outgoing[][] {
  const batches: Outgoing[][] = [];
  let room = 0;
  for (const message of messages) {
    const size = sizeOf(message);
    if (size > room) {
      batches.push([]);
      room = MOST;
    }
    batches.at(-1)?.push(message);
    room -= size;
  }
  return batches;
}

/** A producer whose first transaction has begun. */
export class KafkajsSession implements Session {
  readonly place: Place | undefined;
  readonly isEmpty: boolean;

  constructor(
    private readonly producer: Producer,
    private readonly topic: string,
    { place, isEmpty }: Pick<Session, 'place' | 'isEmpty'>,
  ) {
    this.place = place;
    this.isEmpty = isEmpty;
  }

  /**
   * The position is sent first and alone: only what is sent first is told that the transaction before is not settled, and
   * of a batch that was sent in part nobody knows which.
   */
  async publish(messages: readonly Outgoing[], place: Place): Promise<void> {
    const { topic } = this;
    const { positions } = namesFor(topic);
    const transaction = await this.producer.transaction();
    await settled(() => transaction.send({ topic: positions, messages: [recordOf(topic, place)] }));
    for (const batch of batchesOf(messages)) await transaction.send({ topic, messages: batch });
    await transaction.commit();
  }

  async close(): Promise<void> {
    await this.producer.disconnect().catch(() => undefined);
  }
}
