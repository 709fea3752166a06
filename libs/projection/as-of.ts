import type { Projection } from '#kernel';
import { START, type EventStore } from '#event-store';
import { foldEvent } from './fold.ts';
import { TimeSlice } from './time-slice.ts';

/** A view stopped at an event that it cannot fold. */
export class ProjectionStopped extends Error {
  constructor(
    readonly projection: string,
    readonly eventId: string,
    options?: ErrorOptions,
  ) {
    super(`the view ${projection} stopped at event ${eventId}`, options);
  }
}

/** So many events are read at once. */
const PAGE = 500;

export interface FoldBounds {
  /** The stream category to read, such as a partnership's book; without it, all that the projection knows. */
  readonly category?: string;
  /** Up to and including this position. */
  readonly upTo: string;
  /** Ids of the events an operator set aside for this projection. */
  readonly skipped: Iterable<string>;
  /** Looks at the documents now and then while they grow; throws where they grow too large. */
  readonly watch?: (docs: ReadonlyMap<string, unknown>) => void;
}

/**
 * The documents as they stood at a position. It reads and folds the whole history up to there, and so takes time in
 * proportion to it, whatever the keys asked for: a document may have been told from any of its neighbours. Others get
 * their turn in between.
 *
 * @throws ProjectionStopped an event that is not set aside cannot be folded
 */
export async function foldUpTo<D>(
  store: Pick<EventStore, 'readAll' | 'readCategory'>,
  projection: Projection<D>,
  { category, upTo, skipped, watch }: FoldBounds,
): Promise<Map<string, D>> {
  const docs = new Map<string, D>();
  const into = {
    get: (key: string) => docs.get(key),
    set: (key: string, doc: D | undefined) =>
      doc === undefined ? void docs.delete(key) : void docs.set(key, doc),
  };
  const leftOut = new Set(skipped);
  const types = Object.keys(projection.on);
  const slice = new TimeSlice();
  for (let after = START; after < upTo;) {
    const range = { after, upTo, limit: PAGE, types };
    const page = await (category === undefined ? store.readAll(range) : store.readCategory(category, range));
    for (const event of page.events) {
      if (!leftOut.has(event.id))
        try {
          foldEvent(projection, into, event);
        } catch (cause) {
          throw new ProjectionStopped(projection.name, event.id, { cause });
        }
      if (slice.isOver) await slice.yield();
    }
    after = page.complete;
    watch?.(docs);
    if (page.end) break;
    // A store in this process answers without a turn of the loop, and others wait for theirs.
    await slice.yield();
  }
  return docs;
}
