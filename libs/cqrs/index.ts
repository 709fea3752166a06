export * from './command-runner.ts';
export * from './context.ts';
export * from './handlers.ts';
export * from './query.ts';
export type { RandomBytes as Randomness } from './randomness.ts';
