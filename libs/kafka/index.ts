export { CannotPublish, type Broker, type Outgoing, type Session } from './broker.ts';
export { KafkajsBroker } from './kafkajs-broker.ts';
export { MODES, type Mode } from './outgoing.ts';
export { Relay, type Feed, type RelayOptions, type RelayState, type RelayStatus } from './relay.ts';
export { MECHANISMS, namesFor, PROTOCOLS, type KafkaSettings } from './settings.ts';
