export * from './feed.ts';
export type { AnyPublicEvent, PublicEvent, Told } from './message.ts';
export type { PublicData } from './public-data.ts';
export * from './public-events.ts';
export * from './schemas.ts';
