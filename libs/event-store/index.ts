export * from './canonical.ts';
export * from './changes.ts';
export * from './event-store.ts';
export * from './indexed.ts';
export * from './restorable.ts';
export * from './storable.ts';
export * from './tail.ts';
export * from './upcasting.ts';
