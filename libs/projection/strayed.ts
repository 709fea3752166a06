import type { AnyProjection } from '#kernel';
import { Unavailable, type EventStore } from '#event-store';
import type { Generation, ViewStore } from './view-store.ts';

type Log = Pick<EventStore, 'eventAt'>;

/** Whether the event that documents have come to stands in this log. Older checkpoints do not say which it was. */
async function isHere(log: Log, { position, event }: Generation): Promise<boolean> {
  const standing = await log.eventAt(position);
  return standing !== undefined && (event === undefined || event === standing);
}

/**
 * Gives up documents that have come to an event which is not in the log: an older log was put back, or they are of
 * another store. They are built anew, and served by nobody meanwhile.
 *
 * @returns the names of the views that were given up
 * @throws Unavailable there are some, and this view store can only be read: it follows one where they are given up
 */
export async function giveUpStrayed(
  log: Log,
  views: ViewStore,
  projections: readonly AnyProjection[],
): Promise<string[]> {
  const strayed: string[] = [];
  for (const { name } of projections) {
    const generations = [await views.active(name), await views.building(name)];
    for (const one of generations)
      if (one && !strayed.includes(name) && !(await isHere(log, one))) strayed.push(name);
  }
  if (strayed.length > 0 && views.isReadOnly)
    throw new Unavailable(`the views tell of events that are not in the log: ${strayed.join(', ')}`);
  for (const name of strayed) await views.giveUp(name);
  return strayed;
}
