export * from './failures.ts';
export * from './listener.ts';
export * from './pool.ts';
export * from './server.ts';
