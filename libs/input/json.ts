import { isUtf8 } from 'node:buffer';

/** Why bytes are no JSON text that means one thing. */
export class UnreadableJson extends Error {
  constructor(
    message: string,
    /** Where a name is said twice (JSON Pointer, RFC 6901). */
    readonly repeated?: string,
  ) {
    super(message);
  }
}

/** The text of bytes in UTF-8, without a byte order mark; undefined where they are none: nothing is put in their place. */
export function utf8From(bytes: Uint8Array): string | undefined {
  if (!isUtf8(bytes)) return undefined;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** How many names stand in a valid JSON text, repeated ones too: one for each colon outside strings. */
function namesIn(text: string): number {
  let names = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x3a) names++;
    else if (unit === 0x22) while (text.charCodeAt(++at) !== 0x22) if (text.charCodeAt(at) === 0x5c) at++;
  }
  return names;
}

/** How many names a parsed value has, however deep it is; of those that were repeated one is left. */
function namesOf(value: unknown): number {
  let names = 0;
  const open = [value];
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one !== 'object' || one === null) continue;
    const inside = Object.values(one) as unknown[];
    if (!Array.isArray(one)) names += inside.length;
    for (const each of inside) if (typeof each === 'object') open.push(each);
  }
  return names;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
interface Level {
  /** Of an object. */
  readonly names?: Set<string>;
  at: string | number;
}
const pointerTo = (levels: readonly Level[], name: string): string =>
  [...levels.slice(0, -1).map(({ at }) => at), name]
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');

/** Where a valid JSON text first says a name twice in one object. */
function firstRepeated(text: string): string | undefined {
  const levels: Level[] = [];
  let expectsName = false;
  for (const [token] of text.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token === '{' || token === '[') levels.push(token === '{' ? { names: new Set(), at: '' } : { at: 0 });
    else if (token === '}' || token === ']') levels.pop();
    else if (token === ',' && typeof level?.at === 'number') level.at++;
    else if (expectsName && level?.names) {
      const name = JSON.parse(token) as string;
      if (level.names.has(name)) return pointerTo(levels, name);
      level.names.add(name);
      level.at = name;
    }
    expectsName = token === '{' || (token === ',' && levels.at(-1)?.names !== undefined);
  }
  return undefined;
}

/**
 * The value of a JSON text (RFC 8259) in which no object says a name twice (RFC 7493 section 2.3): of two, parsers keep
 * one or the other. Reading is the engine's own; names are counted beside it, which hardly shows.
 *
 * @param reviver as of `JSON.parse`; it keeps objects what they are
 * @throws UnreadableJson it is none
 */
export function parseJson(text: string, reviver?: Parameters<typeof JSON.parse>[1]): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text, reviver) as unknown;
  } catch (cause) {
    throw new UnreadableJson(`is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  if (namesIn(text) === namesOf(value)) return value;
  const repeated = firstRepeated(text);
  throw new UnreadableJson(`says ${repeated} twice`, repeated);
}

/**
 * Likewise of bytes, a body or a file.
 *
 * @throws UnreadableJson they are no such text in UTF-8
 */
export function readJson(bytes: Uint8Array): unknown {
  const text = utf8From(bytes);
  if (text === undefined) throw new UnreadableJson('is not valid UTF-8');
  return parseJson(text);
}
