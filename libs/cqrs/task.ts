import { Already, type AnyCommand, type Decision, type Entity, type NewEvent, type Refusal } from '#kernel';
import type { Check } from '#event-store';
import type { CommandContext } from './context.ts';
import type { Keyed } from './marker.ts';
import type { Notes } from './notes.ts';
import type { Folded } from './states.ts';

/** A stream that a decision looked at, and what it saw. */
export interface Seen extends Folded {
  readonly entity: Entity<unknown>;
  readonly stream: string;
  readonly on: 'revision' | 'existence';
}
/** One command on its way: everything that stays the same when it is decided again. */
export interface Task {
  readonly definition: AnyCommand;
  readonly command: Record<string, unknown>;
  readonly context: CommandContext;
  readonly commandId: string;
  readonly self: string;
  /** What it opens beside its own entity, by kind. */
  readonly opened: Readonly<Record<string, string>>;
  readonly ids: Readonly<Record<string, string>>;
  readonly stream: string;
  readonly keyed?: Keyed;
  readonly notes?: Notes | undefined;
}
export interface Decided {
  readonly decision: Exclude<Decision, Refusal>;
  readonly seen: ReadonlyMap<string, Seen>;
  readonly effectiveOn: string;
}

/** Whether its own entity begins with a command: it creates, and names none that is there. */
export const begins = ({ definition, command }: Pick<Task, 'definition' | 'command'>): boolean =>
  definition.creates !== undefined && command[definition.entity.kind] === undefined;

/** Whether a stream is of an entity that begins with this command. */
export const isNew = (task: Task, stream: string): boolean =>
  stream === task.stream ? begins(task) : Object.values(task.opened).some((id) => stream.endsWith(`-${id}`));

/** What was opened beside the command's own entity, if it came to that. */
export const openedBy = (task: Task, events: readonly NewEvent[]): Task['opened'] =>
  events.some(({ stream }) => stream !== undefined && stream !== task.stream && isNew(task, stream))
    ? task.opened
    : {};

/** Accepted, and nothing to write. */
export const isNothing = (decision: Decided['decision']): boolean =>
  decision instanceof Already || decision.length === 0;

/** What an append expects of a stream that a decision looked at; of one that it did not, nothing. */
export const expectedOf = (seen: Seen | undefined): Check['expected'] =>
  !seen ? 'any' : seen.revision < 0 ? 'none' : seen.on === 'existence' ? 'exists' : { exact: seen.revision };

export const checkOf = (seen: Seen): Check => ({ stream: seen.stream, expected: expectedOf(seen) });
