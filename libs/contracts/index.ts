export { asyncApi, type KafkaTopic } from './async-api.ts';
export * from './cloud-event.ts';
export type {
  AnyPublicEvent,
  CommitmentStanding,
  PartnershipStanding,
  PublicEvent,
  Told,
  ToldOfAny,
} from './message.ts';
export type { OfTime, PublicData } from './public-data.ts';
export * from './public-events.ts';
export * from './schemas.ts';
export type { PublicEvents, PublicEventType } from './typed.ts';
