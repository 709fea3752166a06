export * from './checker.ts';
export * from './json.ts';
export * from './schema.ts';
