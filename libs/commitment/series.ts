/** A value from a day on. A series holds them in the order of (effective date, place in the book). */
export interface DatedValue<T> {
  readonly on: string;
  readonly value: T;
  /** The day it was recorded, where that is later and nothing was to be judged by it before. */
  readonly recordedOn?: string;
  /** Recorded about its owner by another, and not confirmed at that time: what changes it is no move of the owner's. */
  readonly attributed?: true;
}
/** How a value was said, beside its day. */
export type SaidHow = Pick<DatedValue<unknown>, 'recordedOn' | 'attributed'>;

/** The series with one value more. Events are folded in book order, so among equal days the later said stands last. */
export function put<T>(
  series: readonly DatedValue<T>[] | undefined,
  on: string,
  value: T,
  how: SaidHow = {},
): readonly DatedValue<T>[] {
  const before = series ?? [];
  const at = before.findLastIndex((dated) => dated.on <= on) + 1;
  return before.toSpliced(at, 0, { on, value, ...how });
}

/** What stands on a day: the last value from that day or before. */
export const standing = <T>(series: readonly DatedValue<T>[] | undefined, day: string): T | undefined =>
  series?.findLast(({ on }) => on <= day)?.value;

/** The values that a day is judged by, the last of which stands: from that day or before, and recorded by then. */
export const judgedBy = <T>(
  series: readonly DatedValue<T>[] | undefined,
  day: string,
): readonly DatedValue<NonNullable<T>>[] =>
  (series ?? []).filter(
    (dated): dated is DatedValue<NonNullable<T>> =>
      dated.on <= day &&
      (dated.recordedOn ?? dated.on) <= day &&
      dated.value !== undefined &&
      dated.value !== null,
  );

/** What was first promised, and each value by which the owner itself made it another since. */
export interface Moves<T> {
  readonly first?: T;
  readonly moves: readonly { readonly from: T; readonly to: T }[];
}

/**
 * How an owner moved what it promised. What others recorded about it before it confirmed that is no move: it confirmed
 * what stood then, and that is the first.
 */
export function movesIn<T>(
  values: readonly Pick<DatedValue<T>, 'value' | 'attributed'>[],
  isSame: (a: T, b: T) => boolean,
): Moves<T> {
  const [first, ...later] = values.filter(({ attributed }, i) => !attributed || !values[i + 1]?.attributed);
  if (!first) return { moves: [] };
  let from = first.value;
  const moves: { from: T; to: T }[] = [];
  for (const { value: to, attributed } of later) {
    if (!attributed && !isSame(from, to)) moves.push({ from, to });
    from = to;
  }
  return { first: first.value, moves };
}
