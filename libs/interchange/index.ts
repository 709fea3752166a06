export * from './fts/index.ts';
