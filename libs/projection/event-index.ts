import { setTimeout as pause } from 'node:timers/promises';
import { defineProjection, systemClock, type Clock, type Projection, type StoredEvent } from '#kernel';
import { SEALED, START, Unavailable, type EventIndex, type EventStore } from '#event-store';
import type { Checkpoints } from './checkpoints.ts';
import type { Views } from './view-store.ts';

/** Where an event stands, and when it was recorded. */
interface Place {
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly recordedAt: string;
}
type IndexProjection = Projection<Place, Place>;

/** How long an answer waits for the index to come to the end of the log, in milliseconds. */
const PATIENCE = 5_000;

const placeOf = ({ stream, revision, position, metadata }: StoredEvent): Place => ({
  stream,
  revision,
  position,
  recordedAt: metadata['recordedAt'] ?? '',
});

/**
 * The index of a log that has none of its own, as a projection: a document for each event.
 *
 * @param types of all events that are found by their id, or that a moment is told by
 */
export const eventIndex = (types: readonly string[]): IndexProjection =>
  defineProjection<Place, Place>({
    name: 'event-index',
    version: 1,
    keys: ({ id }) => [id],
    on: Object.fromEntries(types.map((type) => [type, (_: unknown, event: StoredEvent) => placeOf(event)])),
    columns: {
      position: { kind: 'text', steady: true, of: ({ position }) => position },
      recordedAt: { kind: 'text', steady: true, of: ({ recordedAt }) => recordedAt },
    },
    at: (place) => place,
  });

interface Sources {
  readonly log: Pick<EventStore, 'head' | 'readStream' | 'readCategory'>;
  readonly views: Views;
  readonly checkpoints: Pick<Checkpoints, 'reached'>;
  readonly projection: IndexProjection;
  /**
   * For so long, in milliseconds, something may still be recorded at a moment that has passed: where several processes
   * stamp by clocks of their own. Until then a moment that nothing later stands for has no end.
   */
  readonly settling?: number;
  readonly clock?: Clock;
}

/**
 * Answers by the index that a projection keeps. What is not found is not there: it has come to the end of the log by then.
 * A moment ends before the first event recorded later, in the order of the log: recorded time may step back behind it.
 */
export class ProjectedIndex implements EventIndex {
  /** Sealed records have an order of their own, which no projection follows: where they stand is kept in memory. */
  private readonly sealed = new Map<string, Pick<StoredEvent, 'stream' | 'revision'>>();
  private sealedThrough = START;

  constructor(private readonly sources: Sources) {}

  /** Looks everywhere for whatever id: what is sealed costs no less than what is nowhere. */
  async readEvent(id: string): Promise<StoredEvent | undefined> {
    const { log, views, projection } = this.sources;
    await this.toTheEnd();
    await this.readSealed();
    const place = (await views.get(projection, id)) ?? this.sealed.get(id);
    if (!place) return undefined;
    const { events } = await log.readStream(place.stream, { from: place.revision, limit: 1 });
    return events.find((event) => event.id === id);
  }

  async positionAt(moment: Date): Promise<string> {
    const { views, projection } = this.sources;
    const isSettled = await this.settled(moment);
    const head = await this.toTheEnd();
    const recordedAt = { column: 'recordedAt', op: 'gt', value: moment.toISOString() } as const;
    const sort = { column: 'position' };
    const [later] = (await views.list(projection, { where: recordedAt, sort, limit: 1 })).docs;
    if (!later && !isSettled)
      throw new Unavailable('what was recorded just then may not all be there: ask again in a minute');
    if (!later) return head;
    const before = { column: 'position', op: 'lt', value: later.doc.position } as const;
    const last = { where: before, sort: { ...sort, descending: true }, limit: 1 };
    return (await views.list(projection, last)).docs[0]?.doc.position ?? START;
  }

  /** Whether nothing can be recorded at a moment any more, for which it waits where that is soon. */
  private async settled(moment: Date): Promise<boolean> {
    const { settling = 0, clock = systemClock } = this.sources;
    const left = moment.getTime() + settling - clock.now().getTime();
    if (settling === 0 || left <= 0) return true;
    if (left > PATIENCE) return false;
    await pause(left);
    return true;
  }

  /** @throws Unavailable the index is behind */
  private async toTheEnd(): Promise<string> {
    const { log, checkpoints, projection } = this.sources;
    const head = await log.head();
    if (await checkpoints.reached(head, { withinMs: PATIENCE, projection: projection.name })) return head;
    throw new Unavailable('the index of events has not come to the end of the log');
  }

  private async readSealed(): Promise<void> {
    for (let end = false; !end;) {
      const page = await this.sources.log.readCategory(SEALED, { after: this.sealedThrough });
      for (const { id, stream, revision } of page.events) this.sealed.set(id, { stream, revision });
      [this.sealedThrough, end] = [page.complete, page.end];
    }
  }
}
