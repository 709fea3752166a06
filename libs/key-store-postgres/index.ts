export { PostgresKeyStore } from './postgres-key-store.ts';
