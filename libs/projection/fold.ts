import type { Projection, StoredEvent } from '#kernel';
import { settled } from './settle.ts';

/** Where a fold finds and leaves documents. Setting undefined removes one. */
export interface Documents<D = unknown> {
  get(key: string): D | undefined;
  set(key: string, doc: D | undefined): void;
}

/** The keys an event touches, each once, in the order they are folded; none where the projection ignores its type. */
export function keysOf<D>(projection: Projection<D>, event: StoredEvent): readonly string[] {
  if (!Object.hasOwn(projection.on, event.type)) return [];
  const keys = projection.keys(event);
  if (!Array.isArray(keys)) throw new TypeError('"keys" gives a list of texts, such as [data.commitment]');
  for (const key of keys as readonly unknown[])
    if (typeof key !== 'string') throw new TypeError(`a key is a text, not ${String(key)}`);
    else if (!key.isWellFormed() || key.includes('\0')) throw new TypeError('a key is no well-formed text');
  return keys.length > 1 ? [...new Set(keys)] : keys;
}

/**
 * One event into the documents it touches: all of them, or none where it throws. This is the only fold there is: the
 * live view, the rebuilt view and the view as of a moment differ in where documents lie, never in how they come about.
 */
export function foldEvent<D>(projection: Projection<D>, docs: Documents<D>, event: StoredEvent): void {
  const keys = keysOf(projection, event);
  const fold = projection.on[event.type];
  if (!fold) return;
  const folded = new Map<string, D | undefined>();
  const peek = (key: string): D | undefined => {
    // Only these are sure to be loaded; any other would read as missing in one place and as there in another.
    if (!keys.includes(key)) throw new TypeError(`peeks at ${key}, which the event does not touch`);
    return folded.has(key) ? folded.get(key) : docs.get(key);
  };
  for (const key of keys) {
    const before = docs.get(key);
    folded.set(key, settled(fold(before, event as StoredEvent<string, never>, { key, peek }), before));
  }
  for (const [key, doc] of folded) docs.set(key, doc);
}
