import { KafkajsBroker, Relay, type KafkaSettings, type RelayStanding } from '#kafka';
import { PublicFeed, type Outbox } from '#outbox';

/** What the lease of the relay is about: another topic is published beside it. */
export const leaseOfKafka = ({ topic }: KafkaSettings): string => `kafka ${topic}`;

interface Relaying {
  readonly noted: (sentence: string, error?: unknown) => void;
  /** Hears how the relay stands; undefined: it does not run here any more. */
  readonly relayed?: ((standing: RelayStanding | undefined) => void) | undefined;
}

/** Publishes the outbox to Kafka until it is closed. Two that do so at once shut out each other; nothing is told twice. */
export function kafkaTerm(outbox: Outbox, settings: KafkaSettings, { noted, relayed }: Relaying) {
  const feed = new PublicFeed(outbox);
  const relay = new Relay(feed, new KafkajsBroker(settings), {
    mode: settings.mode,
    noted,
    ...(relayed ? { told: relayed } : {}),
  });
  return {
    start: () => {
      relayed?.(relay.standing);
      relay.start();
    },
    close: async () => {
      await relay.close();
      feed.close();
      relayed?.(undefined);
    },
  };
}
