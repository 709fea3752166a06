export * from './command-runner.ts';
export * from './context.ts';
export * from './cost.ts';
export * from './handlers.ts';
export * from './in-flight.ts';
export { ANSWERED, Markers } from './marker.ts';
export * from './query-admission.ts';
export * from './query.ts';
export type { RandomBytes as Randomness } from './randomness.ts';
