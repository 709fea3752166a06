import type { AnyProjection, Clock } from '#kernel';
import { ANSWERED } from '#cqrs';
import { events, projections } from '#domain';
import { hasIndex, withIndex, type IndexedLog, type Log } from '#event-store';
import { eventIndex, ProjectedIndex, type Checkpoints, type ViewStore } from '#projection';

/** Of everything that is stored and not sealed: the events of the domain, and the markers of commands. */
const places = eventIndex([...events.map(({ type }) => type), ANSWERED]);

/**
 * For so long, in milliseconds, clocks may lie apart where several processes stamp by their own: recorded time may step
 * back by it.
 */
const APART = 60_000;

/** Every view; and where the log does not tell by itself where an event stands, that as well. */
export const projectionsOf = (log: Log): readonly AnyProjection[] =>
  hasIndex(log) ? projections : [...projections, places];

interface Beside {
  readonly views: ViewStore;
  readonly checkpoints: Checkpoints;
  readonly clock: Clock;
}
/** The log, and where what stands in it is found: by its own index, or by that projection. */
export const indexed = (log: Log, { views, checkpoints, clock }: Beside): IndexedLog =>
  hasIndex(log)
    ? log
    : withIndex(
        log,
        new ProjectedIndex({ log, views, checkpoints, projection: places, settling: APART, clock }),
      );
