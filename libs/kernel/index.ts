export * from './clock.ts';
export * from './decider.ts';
export * as decimal from './decimal.ts';
export * from './event.ts';
export * from './facts.ts';
export * from './id.ts';
export * from './refusal.ts';
export * from './projection.ts';
export * from './values.ts';
