export { damagesOfEvents } from './check.ts';
export { holdsEvents, SqliteEventStore } from './sqlite-event-store.ts';
