import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { add, DECIMAL } from './decimal.ts';
import { normalText } from './text.ts';

/** What holds decimals, by its name: `1` and `1.00` are one. */
const DECIMALS = new Set(['amount', 'value', 'percentage', 'rate']);
const formOf = (name: string, text: string): string =>
  DECIMALS.has(name) && DECIMAL.test(text) ? add(text, '0') : normalText(text);

/** As it would be stored: without what is undefined, of no class, its texts and decimals in the form in which they are compared. */
const plain = (value: unknown): unknown =>
  value === undefined
    ? undefined
    : JSON.parse(JSON.stringify(value), (name, one: unknown) =>
        typeof one === 'string' ? formOf(name, one) : one,
      );

/**
 * Whether two values are the same JSON, in whatever class, order of names or form of texts and decimals: what was stored before texts
 * were brought into one form is the same as when it is said again. Mostly they are one and the same.
 */
export const same = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) || isDeepStrictEqual(plain(a), plain(b));

const sorted = (value: unknown): unknown =>
  typeof value !== 'object' || value === null
    ? value
    : Array.isArray(value)
      ? value.map(sorted)
      : Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, one]) => [name, sorted(one)]),
        );

/** The SHA-256, in hexadecimal, of a value: two that are the same, as `same` has it, have one fingerprint. */
export const fingerprintOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(plain(value))) ?? '')
    .digest('hex');

/** Those of the named fields that say something. */
export const pick = <T extends object, K extends keyof T>(from: T, fields: readonly K[]): Pick<T, K> =>
  Object.fromEntries(
    fields.flatMap((field) => (from[field] === undefined ? [] : [[field, from[field]]])),
  ) as Pick<T, K>;
