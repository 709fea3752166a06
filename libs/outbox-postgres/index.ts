export { PostgresOutbox, type PostgresOutboxOptions } from './postgres-outbox.ts';
