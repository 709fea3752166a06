/** What the book keeps about an event beside its data. Every value is a string, so that every engine can hold it. */
export type Metadata = Readonly<Record<string, string>>;

/** An event as a decision gives it. Without a `stream` it goes to the stream of the command's own entity. */
export interface NewEvent<T extends string = string, D = unknown> {
  readonly type: T;
  /** Version of the data's schema. */
  readonly version: number;
  readonly data: D;
  readonly stream?: string;
  /** Where the event applies on another day than its command says: a mend takes the day of the entry it mends. */
  readonly effectiveOn?: string;
}

/** An event as it stands in the book. */
export interface StoredEvent<T extends string = string, D = unknown> {
  readonly id: string;
  readonly stream: string;
  /** Place within the stream, from 0. */
  readonly revision: number;
  /** Place within the store: a sortable string of fixed width. Never leaves the system in clear. */
  readonly position: string;
  readonly type: T;
  readonly version: number;
  readonly data: D;
  readonly metadata: Metadata;
  /** As it is stored, where that is in another form: sealed. Proof is of this. */
  readonly keptAs?: StoredEvent;
}

/** Raises an event's data by one schema version. */
export type Upcast = (data: never) => unknown;

/**
 * Who may see an event, at the widest: what it says can narrow it, as where it is about a meeting.
 *
 * - `public`: everybody. What is of a partnership, a commitment or an organisation is told outside, too, as the public
 *   contract says.
 * - `participants`: who takes part in the partnership, or was invited to.
 * - `sealed`: who hears it by its own list; it is stored sealed.
 * - `guard`: nobody. Decisions read it, no view tells it.
 */
export type Audience = 'public' | 'participants' | 'sealed' | 'guard';

/** A kind of event: call it with data to have a new event. */
export interface EventDefinition<T extends string = string, D = unknown> {
  (data: D, stream?: string): NewEvent<T, D>;
  readonly type: T;
  readonly audience: Audience;
  /** Of the schema of its data. */
  readonly version: number;
  /** `upcasts[0]` raises version 1 to 2, `upcasts[1]` 2 to 3, and so on. */
  readonly upcasts: readonly Upcast[];
}

/** An event's definition, apart from what its data are. */
export type AnyDefinition = Pick<EventDefinition, 'type' | 'audience' | 'version' | 'upcasts'>;

/**
 * Defines a kind of event: its data, its stored type, which is the literal given here and never a class name, who may
 * see it, and how data of former versions are raised. Its schema version is one more than the number of upcasts. What
 * timelines, histories, the public contract and everything stored know of kinds of events follows from here.
 *
 * @example
 * export const GoalAdopted = event<{ goal: string }>()('GoalAdopted', 'public');
 * GoalAdopted({ goal: 'Everyone online' }); // { type: 'GoalAdopted', version: 1, data: … }
 */
export const event =
  <D>() =>
  <T extends string>(type: T, audience: Audience, ...upcasts: Upcast[]): EventDefinition<T, D> => {
    const version = upcasts.length + 1;
    const make = (data: D, stream?: string): NewEvent<T, D> =>
      stream === undefined ? { type, version, data } : { type, version, data, stream };
    return Object.assign(make, { type, audience, version, upcasts });
  };

/** The data of an event as today's code knows it, whatever version was stored. */
export function upcast<E extends StoredEvent>(stored: E, upcasts: readonly Upcast[]): E {
  if (stored.version > upcasts.length) return stored;
  const data = upcasts
    .slice(stored.version - 1)
    .reduce<unknown>((old, raise) => raise(old as never), stored.data);
  return { ...stored, data, version: upcasts.length + 1 };
}
