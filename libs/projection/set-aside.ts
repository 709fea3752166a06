import type { AnyProjection } from '#kernel';
import { START, type EventStore } from '#event-store';
import { EventSetAside, OPERATIONS, type SetAside } from '#operations';
import type { Failure, Generation } from './view-store.ts';

/**
 * The events that an operator had a projection leave out. They are read to the end of the log before anything is folded,
 * wherever it is folded: so that the live view, the rebuilt view and the view of another moment leave out the same.
 *
 * @returns their ids, in the order of the log
 */
export async function skippedEvents(
  log: Pick<EventStore, 'readCategory'>,
  { name, version }: Pick<AnyProjection, 'name' | 'version'>,
): Promise<readonly string[]> {
  const found = new Set<string>();
  for (let after = START, end = false; !end;) {
    const page = await log.readCategory(OPERATIONS, { after, types: [EventSetAside.type] });
    for (const { data } of page.events) {
      const one = data as SetAside;
      if (one.projection === name && one.version <= version) found.add(one.event);
    }
    [after, end] = [page.complete, page.end];
  }
  return [...found];
}

/** Where a projection stopped, and stays: undefined where it did not, or where the event has been set aside since. */
export async function stoppedAt(
  log: Pick<EventStore, 'readCategory'>,
  projection: AnyProjection,
  { failed }: Pick<Generation, 'failed'>,
): Promise<Failure | undefined> {
  if (!failed) return undefined;
  return (await skippedEvents(log, projection)).includes(failed.eventId) ? undefined : failed;
}
