import type { Flow } from './flow.ts';
import type { Page } from './pages.ts';

/** How one search saw a flow: into, within or out of its country; whole or shared with others. */
export interface Seen {
  readonly boundary: string;
  readonly onBoundary: string;
}

/** One record of the source, and every search that found it. */
export interface Sighting {
  readonly flow: Flow;
  readonly file: string;
  readonly row: number;
  readonly searches: ReadonlyMap<string, Seen>;
}

/** One record out of two rows: the higher version's content, and what every search saw, in its highest version. */
function joined(known: Sighting, found: Sighting): Sighting {
  const [older, newer] = found.flow.version > known.flow.version ? [known, found] : [found, known];
  return { ...newer, searches: new Map([...older.searches, ...newer.searches]) };
}

/** All pages as one set of records, in the order they were first met: a flow that two searches found is one record. */
export function mergeFts(pages: readonly Page[]): Sighting[] {
  const byId = new Map<string, Sighting>();
  for (const { file, search, rows } of pages)
    for (const { row, flow } of rows) {
      const { boundary, onBoundary } = flow;
      const found = { flow, file, row, searches: new Map([[search, { boundary, onBoundary }]]) };
      const known = byId.get(flow.id);
      byId.set(flow.id, known ? joined(known, found) : found);
    }
  return [...byId.values()];
}
