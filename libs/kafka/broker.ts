import type { Place } from '#outbox';

/** A message as it is published. */
export interface Outgoing {
  /** The source: messages of one key stay in order. */
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Kafka, as far as the relay knows it: another client of Kafka can stand behind it. */
export interface Broker {
  /**
   * Sees that the topics are as configured, or makes them; shuts out whoever published until now, for good; then reads
   * how far that one came.
   *
   * @throws CannotPublish something stands in the way that an operator has to mend
   * @throws Error the broker is away: try again
   */
  open(): Promise<Session>;
}

/** The right to publish, until another has it. */
export interface Session {
  /** Where what was published ends; undefined: that was never written down. */
  readonly place: Place | undefined;
  /** Nothing ever stood in the topic, committed or not. */
  readonly isEmpty: boolean;
  /**
   * Publishes messages in order, and with them the place of the last one: all or nothing.
   *
   * @throws Error they are published, or they are not: close this session and ask the next one
   */
  publish(messages: readonly Outgoing[], place: Place): Promise<void>;
  close(): Promise<void>;
}

/** Something that does not pass by itself keeps messages from being published: it says what to do. */
export class CannotPublish extends Error {}
