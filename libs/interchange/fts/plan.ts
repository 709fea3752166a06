import { corroborating } from './corroborated.ts';
import { organisationsIn } from './flow.ts';
import { mergeFts } from './merge.ts';
import { parentsFirst } from './order.ts';
import { listings, type Listing } from './organisations.ts';
import { pagesOf, type Problem } from './pages.ts';
import type { FtsFile } from './read.ts';
import type { ImportRecord } from './bodies.ts';
import { importRecord } from './record.ts';
import { rowId, searchesOf } from './totals.ts';

export interface ImportPlan {
  /** To be registered first. */
  readonly organisations: readonly Listing[];
  /** In the order to send them: a parent before its children. */
  readonly records: readonly ImportRecord[];
  readonly problems: readonly Problem[];
  /** The searches that are given whole, by name. */
  readonly whole: ReadonlySet<string>;
  /** The id of every row, understood or not: what a whole search has no more is in none. */
  readonly ids: ReadonlySet<string>;
}

/**
 * Everything an import of FTS files will say to the book, worked out before anything is said. The same files give the
 * same plan.
 *
 * @example
 * const { organisations, records, problems } = planImport([{ name: 'locationid-114.json', text }]);
 */
export function planImport(files: readonly FtsFile[]): ImportPlan {
  const { pages, problems } = pagesOf(files);
  const sightings = mergeFts(pages);
  const flows = sightings.map(({ flow }) => flow);
  // Recipients are named; those that say something have to be listed, to be able to confirm it.
  const organisations = listings([
    ...flows.flatMap(({ sources }) => organisationsIn(sources)),
    ...flows.flatMap((flow) => corroborating(flow)?.recipient ?? []),
  ]);
  const company = {
    flows: new Map(flows.map((flow) => [flow.id, flow])),
    listed: new Set(organisations.map(({ identifier }) => identifier.number)),
  };
  const records = sightings.map((sighting) => importRecord(sighting, company));
  const whole = searchesOf(pages).filter(({ complete }) => complete);
  return {
    organisations,
    records: parentsFirst(records),
    problems,
    whole: new Set(whole.map(({ search }) => search)),
    ids: new Set(pages.flatMap(({ flows }) => flows.flatMap((row) => rowId(row) ?? []))),
  };
}
