export { CannotPublish, type Broker, type Outgoing, type Session } from './broker.ts';
export { KafkajsBroker } from './kafkajs-broker.ts';
export { type Mode } from './outgoing.ts';
export { Relay, statusOf, type RelayOptions, type RelayStanding, type RelayStatus } from './relay.ts';
export { kafkaIn, namesFor, type KafkaSettings } from './settings.ts';
