/**
 * A document as it will be after a trip through JSON. A fold may go on from the document in memory or from the one
 * that was stored, as it happens; only if the two are alike in everything, the order of names included, are the live,
 * the rebuilt and the as-of view the same bytes. So properties that are undefined are dropped at once, and what JSON
 * does not hold is refused.
 *
 * @param before the document the fold began with, settled: what it shares with the new one is not looked at again
 */
export function settled<D>(after: D, before: unknown): D {
  if (after === before) return before as D;
  switch (typeof after) {
    case 'string':
    case 'boolean':
    case 'undefined':
      return after;
    case 'number':
      if (!Number.isFinite(after)) throw new TypeError('a document holds a number that JSON does not');
      return (after + 0) as D; // -0 is 0 in JSON
    case 'object':
      if (after === null) return after;
      if (Array.isArray(after)) return settledList(after, Array.isArray(before) ? before : []) as D;
      if (isPlain(after)) return settledObject(after as Record<string, unknown>, before) as D;
  }
  throw new TypeError('a document holds what JSON does not');
}

function settledList(after: readonly unknown[], before: readonly unknown[]): readonly unknown[] {
  let changed: unknown[] | undefined;
  for (let i = 0; i < after.length; i++) {
    const item = settled(after[i], before[i]) ?? null;
    if (!changed && Object.is(item, after[i])) continue;
    (changed ??= after.slice())[i] = item;
  }
  return changed ?? after;
}

function settledObject(after: Record<string, unknown>, before: unknown): Record<string, unknown> {
  const old = typeof before === 'object' && before !== null ? (before as Record<string, unknown>) : {};
  let changes: Map<string, unknown> | undefined;
  for (const name of Object.keys(after)) {
    const value = settled(after[name], old[name]);
    if (value === undefined || !Object.is(value, after[name])) (changes ??= new Map()).set(name, value);
  }
  if (!changes) return after;
  const entries = Object.entries(after).map(([name, value]): [string, unknown] => [
    name,
    changes.has(name) ? changes.get(name) : value,
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** A prototype without a prototype is an Object's own, of whichever realm. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
