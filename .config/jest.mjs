import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { grouped } from './together.mjs';

/** Packages have imports of their own that begin with `#`. */
const libs = readdirSync(new URL('../libs', import.meta.url)).join('|');

const inGroups = process.env['TESTS_IN_GROUPS'] !== undefined;

/** Jest in ESM mode, TypeScript through SWC; `#name` is `libs/name/index.ts`, as package.json's imports say. */
export default {
  rootDir: '..',
  // All of them are run together in groups; one that is named is run apart.
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test', ...(inGroups ? ['<rootDir>/.together'] : [])],
  testMatch: ['**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', ...(inGroups ? grouped() : [])],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          experimental: { keepImportAttributes: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  moduleNameMapper: { [`^#(${libs})$`]: '<rootDir>/libs/$1/index.ts' },
  // An end for what hangs, not a measure: machines differ tenfold.
  testTimeout: 180_000,
  testSequencer: '<rootDir>/.config/sequencer.mjs',
  // One more than there are processors: servers that are waited for leave theirs idle.
  maxWorkers: Math.min(4, availableParallelism() + 1),
  // What a suite loaded stays in memory after it; collecting garbage among it takes longer than many a suite.
  workerIdleMemoryLimit: '600MB',
};
