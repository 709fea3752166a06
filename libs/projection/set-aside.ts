import type { AnyProjection } from '#kernel';
import { START, type EventStore } from '#event-store';
import { EventSetAside, OPERATIONS, type SetAside } from '#operations';
import type { Failure, Generation } from './view-store.ts';

type Known = Pick<AnyProjection, 'name' | 'version'>;

/**
 * The events that an operator had each of these projections leave out, by name. They are read to the end of the log before
 * anything is folded, wherever it is folded: so that the live view, the rebuilt view and the view of another moment leave
 * out the same.
 *
 * @returns their ids, in the order of the log
 */
export async function skippedOf(
  log: Pick<EventStore, 'readCategory'>,
  projections: readonly Known[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const skipped = new Map(projections.map(({ name }) => [name, new Set<string>()]));
  const versions = new Map(projections.map(({ name, version }) => [name, version]));
  for (let after = START, end = false; !end;) {
    const page = await log.readCategory(OPERATIONS, { after, types: [EventSetAside.type] });
    for (const { data } of page.events) {
      const { projection, version, event } = data as SetAside;
      if (version <= (versions.get(projection) ?? 0)) skipped.get(projection)?.add(event);
    }
    [after, end] = [page.complete, page.end];
  }
  return new Map([...skipped].map(([name, events]) => [name, [...events]]));
}

/** Likewise of one. */
export const skippedEvents = async (
  log: Pick<EventStore, 'readCategory'>,
  projection: Known,
): Promise<readonly string[]> => (await skippedOf(log, [projection])).get(projection.name) ?? [];

/** Where a projection stopped, and stays: undefined where it did not, or where the event has been set aside since. */
export async function stoppedAt(
  log: Pick<EventStore, 'readCategory'>,
  projection: AnyProjection,
  { failed }: Pick<Generation, 'failed'>,
): Promise<Failure | undefined> {
  if (!failed) return undefined;
  return (await skippedEvents(log, projection)).includes(failed.eventId) ? undefined : failed;
}
