export type { PublicEvent, PublicEvents, PublicEventType } from '#contracts';
export * from './door.ts';
export type { HttpDoor } from './http.ts';
export type { Inbox } from './inbox.ts';
export { consuming } from './kafka.ts';
export { polling } from './polling.ts';
export { PostgresInbox } from './postgres-inbox.ts';
export { streaming } from './streaming.ts';
export { subscribe, type Handlers, type Subscription } from './subscribe.ts';
