export * from './checker.ts';
export * from './schema.ts';
