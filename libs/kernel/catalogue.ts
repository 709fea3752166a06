import type { AnyDefinition } from './event.ts';

const isDefinition = (value: unknown): value is AnyDefinition =>
  typeof value === 'function' && 'audience' in value && 'upcasts' in value;

/**
 * Every kind of event that a domain module defines.
 *
 * @param files each as it is imported: `import * as events from './events.ts'`
 */
export const eventsOf = (...files: readonly object[]): readonly AnyDefinition[] =>
  files.flatMap((file) => Object.values(file)).filter(isDefinition);
