export { KurrentEventStore, type KurrentOptions } from './kurrent-event-store.ts';
