export * from './failures.ts';
export * from './pool.ts';
