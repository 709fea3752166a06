import { event, type Entity, type StoredEvent } from '#kernel';
import type { EventId } from '#vocabulary';

/** The category of what operators do to the system itself; nothing of it belongs to a book. */
export const OPERATIONS = 'operations';

/** An event that a projection leaves out for good, and why. */
export interface SetAside {
  readonly projection: string;
  /** The first version of the projection that leaves it out; later ones do, too. */
  readonly version: number;
  readonly event: EventId;
  /** Why the operator did so. Everybody is shown it. */
  readonly reason: string;
}
export const EventSetAside = event<SetAside>()('EventSetAside', 'public');

/** The stream that says whether a projection leaves an event out. */
export const setAsideStream = ({ projection, event }: Pick<SetAside, 'projection' | 'event'>): string =>
  `${OPERATIONS}-${projection}-${event}`;

/** One event in one projection; undefined where it is folded as any other. */
export const Skipped: Entity<SetAside> = {
  kind: 'skipped',
  stream: setAsideStream,
  evolve: { EventSetAside: (_, { data }: StoredEvent<string, SetAside>) => data },
};
