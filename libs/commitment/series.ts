import { isDeepStrictEqual } from 'node:util';

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

const plain = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value));

/** Whether two values are the same JSON, whatever the order of their keys. Mostly they are one and the same value. */
export const same = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) || isDeepStrictEqual(plain(a), plain(b));

/** Those of the named fields that say something. */
export const pick = <T extends object, K extends keyof T>(from: T, fields: readonly K[]): Pick<T, K> =>
  Object.fromEntries(
    fields.flatMap((field) => (from[field] === undefined ? [] : [[field, from[field]]])),
  ) as Pick<T, K>;
