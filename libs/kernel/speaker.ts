import type { Actor, Reliance } from './decider.ts';
import type { NewEvent } from './event.ts';
import type { Refusal } from './refusal.ts';

/**
 * What holds for every command by whom it is given, whatever it says. It relies on a stream as decisions do: that is read
 * before the command is decided, and checked when its events are appended.
 */
export interface SpeakerRule<S = unknown> {
  /** Undefined: this rule is not about whoever gives it. */
  relyOn(actor: Actor): Reliance<S> | undefined;
  /** Why no command is taken from it; undefined: it may speak. */
  refuse(state: S | undefined): Refusal | undefined;
  /** What is recorded in the same append as the events of an accepted command that anybody may know of. */
  beside(state: S | undefined, actor: Actor): readonly NewEvent[];
}
