import type { NewEvent } from '#kernel';
import type { Write } from '#event-store';
import { expectedOf, isNew, type Decided, type Task } from './task.ts';

/** One write a stream, in the order in which the events name them. */
export function writesOf(
  task: Task,
  { events, seen, effectiveOn }: { events: readonly NewEvent[] } & Omit<Decided, 'decision'>,
  newId: (prefix: string) => string,
): Write[] {
  const byStream = Map.groupBy(events, (event) => event.stream ?? task.stream);
  const { actor, correlationId, remarks } = task.context;
  const onBehalfOf = task.command['onBehalfOf'];
  const source = task.command['source'];
  return [...byStream].map(([stream, its]): Write => ({
    stream,
    expected: isNew(task, stream) ? 'none' : expectedOf(seen.get(stream)),
    events: its.map(({ type, version, data, effectiveOn: ownDay }) => ({
      id: newId('evt'),
      type,
      version,
      data,
      metadata: {
        ...remarks,
        effectiveOn: ownDay ?? effectiveOn,
        person: actor.person,
        organisation: actor.organisation,
        roles: actor.roles.join(' '),
        commandId: task.commandId,
        correlationId: correlationId ?? task.commandId,
        ...(typeof onBehalfOf === 'string' ? { onBehalfOf } : {}),
        ...(source ? { source: JSON.stringify(source) } : {}),
      },
    })),
  }));
}
