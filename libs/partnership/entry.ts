import { Already, dayOf, refuse, same, type NewEvent, type Refusal, type StoredEvent } from '#kernel';

/** What was said under an id that came with the command, and the day it is effective on. */
export interface Entry<D> {
  readonly said: D;
  readonly on: string;
  /** `sourced` or `illustrative`, where its event says so. */
  readonly basis?: string;
}
export type Entries<E> = ReadonlyMap<string, E>;

/** A copy with one more, or another, value. A Map, because an id may be any word, `constructor` too. */
export const put = <V>(entries: Entries<V>, key: string, value: V): Entries<V> =>
  new Map(entries).set(key, value);

/** Likewise, with the value in the last place, also where the key was there before. */
export const putLast = <V>(entries: Entries<V>, key: string, value: V): Entries<V> =>
  put(without(entries, key), key, value);

/** What each entry is shown as, in their order. */
export const listed = <E, V>(entries: Entries<E>, to: (entry: E, id: string) => V): V[] =>
  [...entries].map(([id, entry]) => to(entry, id));

/** A copy in which some values are changed; the same entries, where none is. */
export function changeSome<V>(
  entries: Entries<V>,
  which: (value: V) => boolean,
  to: (value: V) => V,
): Entries<V> {
  let copy: Map<string, V> | undefined;
  for (const [key, value] of entries) if (which(value)) (copy ??= new Map(entries)).set(key, to(value));
  return copy ?? entries;
}

/** A copy without it; the same entries, where it is not there. */
export function without<V>(entries: Entries<V>, key: string): Entries<V> {
  if (!entries.has(key)) return entries;
  const copy = new Map(entries);
  copy.delete(key);
  return copy;
}

/** The day an event is effective on. */
export const dayItTells = ({ metadata }: Pick<StoredEvent, 'metadata'>): string =>
  metadata['effectiveOn'] ?? '';

/** The day on which the book learned it. */
export const dayRecorded = (event: Pick<StoredEvent, 'metadata'>): string =>
  event.metadata['recordedAt'] === undefined ? dayItTells(event) : dayOf(event.metadata['recordedAt']);

/** What an event says, or a part of it, as it is kept. */
export const toEntry = <D>(event: Pick<StoredEvent, 'metadata'>, said: D): Entry<D> => {
  const { basis } = event.metadata;
  return { said, on: dayItTells(event), ...(basis === undefined ? {} : { basis }) };
};

/** The latest of some days; days that nothing was said on count for nothing. */
export const latest = (days: Iterable<string | undefined>): string => {
  let found = '';
  for (const day of days) if (day !== undefined && day > found) found = day;
  return found;
};

/** The earliest of some days, of which one is known. */
export const earliest = (days: readonly (string | undefined)[]): string =>
  days.filter((day) => day !== undefined).sort()[0] ?? '';

/**
 * What follows something is not dated before it: else the book, read as of a day, would show an end before its
 * beginning, and a view would keep open what is closed.
 *
 * @param on the day of what is followed, if anything is
 */
export const refuseBefore = (on: string | undefined, effectiveOn: string): Refusal | undefined =>
  on !== undefined && effectiveOn < on
    ? refuse(
        'before-last-change',
        `What this follows is dated ${on}: say an "effectiveOn" of that day or later.`,
        { field: 'effectiveOn' },
      )
    : undefined;

/** A day is compared only if the command names one: a retry may come tomorrow. */
const isSame = (
  { said, on }: Entry<object>,
  { data }: NewEvent,
  { effectiveOn = on }: { effectiveOn?: string },
): boolean => same(said, data) && effectiveOn === on;

/**
 * "The same again" is the same id with the same values: nothing new. The same id with other values is refused, by the
 * field that says it. Undefined where nothing was said under this id.
 */
export function sameAgain<C extends { effectiveOn?: string }>(
  known: Entry<object> | undefined,
  said: NewEvent,
  command: C,
  field: keyof C & string,
): Already | Refusal | undefined {
  if (!known) return undefined;
  return isSame(known, said, command)
    ? new Already()
    : refuse(
        'entry-id-taken',
        'This id stands for something else in this partnership: choose another id for what is new.',
        { field },
      );
}

/** What ended something, for good: the kind of event, what it said, and its day. */
export interface Ending<D extends object = object> extends Entry<D> {
  readonly type: string;
}
export const endingOf = <D extends object>(event: StoredEvent<string, D>): Ending<D> => ({
  type: event.type,
  said: event.data,
  on: dayItTells(event),
});

/** Likewise of an ending, which has no id of its own: the same again is nothing new, another is refused. */
export function endedAlready(
  ended: Ending | undefined,
  ending: NewEvent,
  { command, refusal }: { command: { effectiveOn?: string }; refusal: Refusal },
): Already | Refusal | undefined {
  if (!ended) return undefined;
  return ended.type === ending.type && isSame(ended, ending, command) ? new Already() : refusal;
}
