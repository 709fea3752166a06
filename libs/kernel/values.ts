import { isDeepStrictEqual } from 'node:util';

/** As it would be stored: without what is undefined, and of no class. */
const plain = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value));

/** Whether two values are the same JSON, in whatever class or order of names. Mostly they are one and the same. */
export const same = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) || isDeepStrictEqual(plain(a), plain(b));

/** Those of the named fields that say something. */
export const pick = <T extends object, K extends keyof T>(from: T, fields: readonly K[]): Pick<T, K> =>
  Object.fromEntries(
    fields.flatMap((field) => (from[field] === undefined ? [] : [[field, from[field]]])),
  ) as Pick<T, K>;
