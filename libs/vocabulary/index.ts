import 'reflect-metadata';

export * from './codes.ts';
export * from './dated.ts';
export * from './indicators.ts';
export * from './places.ts';
export * from './instants.ts';
export * from './rules.ts';
export * from './texts.ts';
export type * from './values.ts';
