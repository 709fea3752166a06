import type { ImportRecord } from './bodies.ts';

/**
 * Parents before their children, otherwise in the order given: a part names its parent's commitment, which must exist.
 * In a circle of parents (an error of the source) somebody comes first; its parent stays a reference.
 */
export function parentsFirst(records: readonly ImportRecord[]): ImportRecord[] {
  const parents = new Map(records.map(({ record, body }) => [record, body.partOf?.commitment]));
  const depthOf = ({ record }: ImportRecord): number => {
    const passed = new Set([record]);
    for (let up = parents.get(record); up !== undefined && !passed.has(up); up = parents.get(up))
      passed.add(up);
    return passed.size;
  };
  return records
    .map((record) => ({ record, depth: depthOf(record) }))
    .sort((a, b) => a.depth - b.depth)
    .map(({ record }) => record);
}
