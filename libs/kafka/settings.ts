import type { Mode } from './outgoing.ts';

/** How connections to brokers are made, in the words of Kafka's own `security.protocol`. */
export const PROTOCOLS = ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'] as const;
/** How a user shows who it is, in the words of Kafka's own `sasl.mechanism`. */
export const MECHANISMS = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const;

export interface KafkaSettings {
  /** Where the cluster is found, as `host:port`. */
  readonly brokers: readonly string[];
  /** The topic of messages; that of the relay's position, the transactional id and the group begin with its name. */
  readonly topic: string;
  readonly partitions: number;
  readonly mode: Mode;
  readonly protocol?: (typeof PROTOCOLS)[number];
  readonly user?: {
    readonly name: string;
    readonly password: string;
    readonly mechanism: (typeof MECHANISMS)[number];
  };
}

/** What the relay calls its things on the cluster: one rule for a prefix lets it have them all. */
export const namesFor = (topic: string) => ({
  positions: `${topic}-positions`,
  transactionalId: `${topic}-relay`,
  group: `${topic}-relay-`,
});
