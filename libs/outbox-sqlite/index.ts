export { SqliteOutbox } from './sqlite-outbox.ts';
