export { damagesOfOutbox, differencesOfState } from './check.ts';
export { SqliteOutbox } from './sqlite-outbox.ts';
