export * from './opaque-token.ts';
export * from './secrets.ts';
