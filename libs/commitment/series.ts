/** A value from a day on. A series holds them in the order of (effective date, place in the book). */
export interface Dated<T> {
  readonly on: string;
  readonly value: T;
}

/** The series with one value more. Events are folded in book order, so among equal days the later said stands last. */
export function put<T>(series: readonly Dated<T>[] | undefined, on: string, value: T): readonly Dated<T>[] {
  const before = series ?? [];
  const at = before.findLastIndex((dated) => dated.on <= on) + 1;
  return before.toSpliced(at, 0, { on, value });
}

/** What stands on a day: the last value from that day or before. */
export const standing = <T>(series: readonly Dated<T>[] | undefined, day: string): T | undefined =>
  series?.findLast(({ on }) => on <= day)?.value;
