import { readFileSync } from 'node:fs';
import type { Mode } from './outgoing.ts';

/** How connections to brokers are made, in the words of Kafka's own `security.protocol`. */
type Protocol = 'PLAINTEXT' | 'SSL' | 'SASL_PLAINTEXT' | 'SASL_SSL';
/** How a user shows who it is, in the words of Kafka's own `sasl.mechanism`. */
type Mechanism = 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512';

export interface KafkaSettings {
  /** Where the cluster is found, as `host:port`. */
  readonly brokers: readonly string[];
  /** The topic of messages; that of the relay's position, the transactional id and the group begin with its name. */
  readonly topic: string;
  readonly partitions: number;
  readonly mode: Mode;
  readonly protocol?: Protocol;
  readonly user?: { readonly name: string; readonly password: string; readonly mechanism: Mechanism };
}

/** What of a process's configuration is about Kafka. */
export interface KafkaConfiguration {
  readonly kafkaBrokers: readonly string[];
  readonly kafkaTopic: string;
  readonly kafkaPartitions: number;
  readonly kafkaMode: Mode;
  readonly kafkaProtocol: Protocol;
  readonly kafkaMechanism: Mechanism;
  readonly kafkaUsername?: string;
  readonly kafkaPasswordFile?: string;
}

/**
 * @returns undefined: no brokers are named, and nothing is published there
 * @throws Error a user is not whole, not readable, or of no use
 */
export function kafkaIn(configuration: KafkaConfiguration): KafkaSettings | undefined {
  const { kafkaBrokers: brokers, kafkaProtocol: protocol, kafkaMode: mode } = configuration;
  const { kafkaUsername: name, kafkaPasswordFile: file, kafkaMechanism: mechanism } = configuration;
  if (brokers.length === 0) return undefined;
  const isUserGiven = name !== undefined && file !== undefined;
  if (protocol.startsWith('SASL') ? !isUserGiven : name !== undefined || file !== undefined)
    throw new Error(
      `PLEDGEBOOK_KAFKA_USERNAME and PLEDGEBOOK_KAFKA_PASSWORD_FILE go with SASL_SSL or SASL_PLAINTEXT as PLEDGEBOOK_KAFKA_PROTOCOL, which is ${protocol}`,
    );
  return {
    brokers,
    topic: configuration.kafkaTopic,
    partitions: configuration.kafkaPartitions,
    mode,
    protocol,
    ...(isUserGiven ? { user: { name, password: readFileSync(file, 'utf8').trim(), mechanism } } : {}),
  };
}

/** What the relay calls its things on the cluster: one rule for a prefix lets it have them all. */
export const namesFor = (topic: string) => ({
  positions: `${topic}-positions`,
  transactionalId: `${topic}-relay`,
  group: `${topic}-relay-`,
});
