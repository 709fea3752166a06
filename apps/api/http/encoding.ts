import { TimeSlice } from '#projection';

/** So many letters are put into bytes at once. */
const CHUNK = 64 * 1024;
/** A list of more than this is encoded item by item; what has no such list in it is encoded whole. */
const LONG = 50;
/** It is not looked deeper for long lists than this. */
const DEPTH = 8;

/**
 * The bytes of `JSON.stringify`, in slices: an answer of several megabytes holds the thread for a few milliseconds at a
 * time.
 */
export async function jsonOf(value: unknown): Promise<Buffer> {
  const slice = new TimeSlice();
  const chunks: Buffer[] = [];
  let text = '';
  for (const part of partsOf(value, DEPTH) ?? []) {
    text += part;
    if (text.length >= CHUNK) {
      chunks.push(Buffer.from(text));
      text = '';
    }
    if (slice.isOver) await slice.yield();
  }
  chunks.push(Buffer.from(text));
  return Buffer.concat(chunks);
}

const hasLongList = (value: unknown, depth: number): boolean => {
  if (depth === 0 || typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.length > LONG || value.some((one) => hasLongList(one, depth - 1));
  for (const name in value) if (hasLongList((value as Told)[name], depth - 1)) return true;
  return false;
};
type Told = Readonly<Record<string, unknown>>;

/** A value's JSON, part by part; undefined: it is none, and left out. */
function partsOf(value: unknown, depth: number): Iterable<string> | undefined {
  if (!hasLongList(value, depth) || 'toJSON' in (value as object)) {
    const text = JSON.stringify(value) as string | undefined;
    return text === undefined ? undefined : [text];
  }
  return Array.isArray(value) ? partsOfList(value, depth) : partsOfObject(value as object, depth);
}

function* partsOfList(list: readonly unknown[], depth: number): Generator<string> {
  let before = '[';
  for (const one of list) {
    yield before;
    yield* partsOf(one, depth - 1) ?? ['null'];
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}

function* partsOfObject(object: object, depth: number): Generator<string> {
  let before = '{';
  for (const [name, one] of Object.entries(object)) {
    const parts = partsOf(one, depth - 1);
    if (!parts) continue;
    yield `${before}${JSON.stringify(name)}:`;
    yield* parts;
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}

/**
 * Encodes each answer once, to however many readers it is given: a shared answer is the same object. The work is that of
 * who came first and stops where that one is gone; the next then begins it anew.
 */
export class Encoded {
  private readonly known = new WeakMap<object, Promise<Buffer>>();

  of(answer: object, encode: () => Promise<Buffer>): Promise<Buffer> {
    const known = this.known.get(answer);
    if (known)
      return known.catch((error: Error) => {
        if (error.name !== 'AbortError') throw error;
        if (this.known.get(answer) === known) this.known.delete(answer);
        return this.of(answer, encode);
      });
    const made = encode();
    this.known.set(answer, made);
    return made;
  }
}
