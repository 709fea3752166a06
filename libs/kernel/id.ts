import { createHash } from 'node:crypto';

/** Crockford's alphabet in lower case: sorts as text in the order of its values. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Ten characters of milliseconds since 1970, as in a ULID (https://github.com/ulid/spec). */
function timePart(milliseconds: number): string {
  let text = '';
  for (let rest = milliseconds, i = 0; i < 10; i++, rest = Math.floor(rest / 32))
    text = ALPHABET[rest % 32] + text;
  return text;
}

/**
 * An id such as `cmt_01k…`: a type prefix, then 48 bits of time and 80 random bits. It has no dash and sorts by time.
 *
 * @param prefix the kind of thing: `ptn`, `cmt`, `org`, `evt` …
 * @param milliseconds since 1970
 * @param random at least 16 random bytes
 */
export function makeId(prefix: string, milliseconds: number, random: Uint8Array): string {
  let text = `${prefix}_${timePart(milliseconds)}`;
  for (let i = 0; i < 16; i++) text += ALPHABET[(random[i] ?? 0) & 31];
  return text;
}

/**
 * The 128 bits of an id, which are 26 characters of five bits each: the first two bits are nothing.
 *
 * @throws TypeError it is no id, or not of this prefix
 */
export function bitsOf(prefix: string, id: string): bigint {
  if (!idPattern(prefix).test(id) || (id[prefix.length + 1] ?? '') > '7') throw new TypeError(`no id: ${id}`);
  let bits = 0n;
  for (const letter of id.slice(prefix.length + 1)) bits = bits * 32n + BigInt(ALPHABET.indexOf(letter));
  return bits;
}

/** The id of these 128 bits: what `bitsOf` was told of. */
export function idOfBits(prefix: string, bits: bigint): string {
  let text = '';
  for (let rest = bits, i = 0; i < 26; i++, rest /= 32n) text = ALPHABET[Number(rest % 32n)] + text;
  return `${prefix}_${text}`;
}

/** What an id of this prefix looks like. */
export const idPattern = (prefix: string): RegExp => new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`);

/** A name for a stream out of free text: the SHA-256, in hexadecimal, of the parts. */
export const digestOf = (...parts: string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');
