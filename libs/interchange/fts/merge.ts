import { flowFrom, type Flow } from './flow.ts';
import { Unreadable } from './guards.ts';
import { readFts, type FtsFile, type FtsPage } from './read.ts';

/** Something that could not be understood; everything else goes in. Rows count from 1; without one it is the whole file. */
export interface Problem {
  readonly file: string;
  readonly row?: number;
  readonly reason: string;
}

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

export interface Merged {
  readonly sightings: readonly Sighting[];
  readonly problems: readonly Problem[];
}

/** What `read` gives, or its reason as a problem. Anything but an Unreadable is a fault of ours and goes on. */
function attempt<T>(read: () => T, at: Omit<Problem, 'reason'>): T | Problem {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unreadable) return { ...at, reason: error.message };
    throw error;
  }
}

/** One record out of two rows: the higher version's content, and what every search saw, in its highest version. */
function joined(known: Sighting, found: Sighting): Sighting {
  const [older, newer] = found.flow.version > known.flow.version ? [known, found] : [found, known];
  return { ...newer, searches: new Map([...older.searches, ...newer.searches]) };
}

const seenIn = ({ search: { locationId } }: FtsPage, { boundary, onBoundary }: Flow) =>
  new Map([[locationId, { boundary, onBoundary }]]);

/** All files as one set of records, in the order they were first met: a flow that two searches found is one record. */
export function mergeFts(files: readonly FtsFile[]): Merged {
  const byId = new Map<string, Sighting>();
  const problems: Problem[] = [];
  for (const { name: file, text } of files) {
    const page = attempt(() => readFts(text, file), { file });
    if ('reason' in page) {
      problems.push(page);
      continue;
    }
    page.flows.forEach((value, index) => {
      const row = index + 1;
      const flow = attempt(() => flowFrom(value), { file, row });
      if ('reason' in flow) return problems.push(flow);
      const found = { flow, file, row, searches: seenIn(page, flow) };
      const known = byId.get(flow.id);
      return byId.set(flow.id, known ? joined(known, found) : found);
    });
  }
  return { sightings: [...byId.values()], problems };
}
