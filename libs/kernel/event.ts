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

/** A kind of event: call it with data to have a new event. */
export interface EventDefinition<T extends string = string, D = unknown> {
  (data: D, stream?: string): NewEvent<T, D>;
  readonly type: T;
  readonly version: number;
  /** `upcasts[0]` raises version 1 to 2, `upcasts[1]` 2 to 3, and so on. */
  readonly upcasts: readonly Upcast[];
}

/**
 * Defines a kind of event. The stored type is the literal given here, never a class name; its schema version is one
 * more than the number of upcasts.
 *
 * @example
 * export const GoalAdopted = event<{ goal: string }>()('GoalAdopted');
 * GoalAdopted({ goal: 'Everyone online' }); // { type: 'GoalAdopted', version: 1, data: … }
 */
export const event =
  <D>() =>
  <T extends string>(type: T, ...upcasts: Upcast[]): EventDefinition<T, D> => {
    const version = upcasts.length + 1;
    const make = (data: D, stream?: string): NewEvent<T, D> =>
      stream === undefined ? { type, version, data } : { type, version, data, stream };
    return Object.assign(make, { type, version, upcasts });
  };

/** The data of an event as today's code knows it, whatever version was stored. */
export function upcast<E extends StoredEvent>(stored: E, upcasts: readonly Upcast[]): E {
  if (stored.version > upcasts.length) return stored;
  const data = upcasts
    .slice(stored.version - 1)
    .reduce<unknown>((old, raise) => raise(old as never), stored.data);
  return { ...stored, data, version: upcasts.length + 1 };
}
