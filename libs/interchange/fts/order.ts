import { referenceTo } from './addressed.ts';
import type { ImportRecord } from './bodies.ts';

type Parents = Map<string, string | undefined>;

/** The parents above a record, the nearest first; of a circle each once, itself at last. */
function above(record: string, parents: Parents): ReadonlySet<string> {
  const passed = new Set<string>();
  for (let up = parents.get(record); up !== undefined && !passed.has(up); up = parents.get(up))
    passed.add(up);
  return passed;
}

/** In a circle of parents (an error of the source) the parent of who comes first stays a reference, in every run. */
function withoutCircles(records: readonly ImportRecord[], parents: Parents): ImportRecord[] {
  return records.map((one) => {
    const { record, body } = one;
    const parent = parents.get(record);
    if (parent === undefined || !above(record, parents).has(record)) return one;
    parents.delete(record);
    return { ...one, body: { ...body, partOf: referenceTo(parent) } };
  });
}

/** Parents before their children, otherwise in the order given: a part names its parent's commitment, which must exist. */
export function parentsFirst(records: readonly ImportRecord[]): ImportRecord[] {
  const parents: Parents = new Map(records.map(({ record, body }) => [record, body.partOf?.commitment]));
  return withoutCircles(records, parents)
    .map((one) => ({ one, depth: above(one.record, parents).size }))
    .sort((a, b) => a.depth - b.depth)
    .map(({ one }) => one);
}
