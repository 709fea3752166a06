export { holdsEvents, SqliteEventStore } from './sqlite-event-store.ts';
