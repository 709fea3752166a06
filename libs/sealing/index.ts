export * from './data-keys.ts';
export type * from './key-store.ts';
export * from './master-key.ts';
export * from './opaque-token.ts';
export * from './secrets.ts';
export * from './sqlite-key-store.ts';
export * from './sealed-store.ts';
export * from './sealer.ts';
