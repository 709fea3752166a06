import { Already, isSealed, type NewEvent, type Refusal, type SpeakerRule } from '#kernel';
import type { ReadSet } from './read-set.ts';
import type { Decided, Task } from './task.ts';

/**
 * What is recorded beside a command by whom it is given, or why none is taken from it. Of a command that is kept sealed
 * nothing is recorded where others could tell that it was given.
 */
export async function besideOf(
  rule: SpeakerRule | undefined,
  { definition, context: { actor }, stream }: Pick<Task, 'definition' | 'context' | 'stream'>,
  readSet: ReadSet,
): Promise<Refusal | readonly NewEvent[]> {
  const reliance = definition.isNote ? undefined : rule?.relyOn(actor);
  if (!rule || !reliance) return [];
  const state = await readSet.read(reliance);
  return rule.refuse(state) ?? (isSealed(stream) ? [] : rule.beside(state, actor));
}

/** A decision with what is recorded beside it: nothing, where it records nothing itself. */
export const withBeside = (decision: Decided['decision'], beside: readonly NewEvent[]): Decided['decision'] =>
  decision instanceof Already || decision.length === 0 ? decision : [...decision, ...beside];
