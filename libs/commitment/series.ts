/** A value from a day on. A series holds them in the order of (effective date, place in the book). */
export interface Dated<T> {
  readonly on: string;
  readonly value: T;
  /** The day it was recorded, where that is later and nothing was to be judged by it before. */
  readonly recordedOn?: string;
}

/** The series with one value more. Events are folded in book order, so among equal days the later said stands last. */
export function put<T>(
  series: readonly Dated<T>[] | undefined,
  on: string,
  value: T,
  recordedOn?: string,
): readonly Dated<T>[] {
  const before = series ?? [];
  const at = before.findLastIndex((dated) => dated.on <= on) + 1;
  return before.toSpliced(at, 0, { on, value, ...(recordedOn === undefined ? {} : { recordedOn }) });
}

/** What stands on a day: the last value from that day or before. */
export const standing = <T>(series: readonly Dated<T>[] | undefined, day: string): T | undefined =>
  series?.findLast(({ on }) => on <= day)?.value;

/** The values that a day is judged by, the last of which stands: from that day or before, and recorded by then. */
export const judgedBy = <T>(series: readonly Dated<T>[] | undefined, day: string): NonNullable<T>[] =>
  (series ?? [])
    .filter(({ on, recordedOn = on }) => on <= day && recordedOn <= day)
    .map(({ value }) => value)
    .filter((value) => value !== undefined && value !== null);
