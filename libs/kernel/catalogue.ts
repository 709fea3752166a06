import type { AnyCommand } from './decider.ts';
import type { AnyDefinition } from './event.ts';

const isDefinition = (value: unknown): value is AnyDefinition =>
  typeof value === 'function' && 'audience' in value && 'upcasts' in value;

/**
 * Every kind of event of a domain module: what its commands emit, and what its files define.
 *
 * @param files each as it is imported: `import * as events from './events.ts'`
 */
export const eventsOf = (
  commands: readonly Pick<AnyCommand, 'emits'>[],
  ...files: readonly object[]
): readonly AnyDefinition[] => [
  ...files.flatMap((file) => Object.values(file)).filter(isDefinition),
  ...commands.flatMap(({ emits = [] }) => emits),
];
