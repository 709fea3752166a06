import { Unreadable } from './guards.ts';
import { readFts, type FtsFile, type FtsPage } from './read.ts';

/** What FTS itself says a search adds up to, in USD: an import must arrive at the same. */
export interface ExpectedTotals {
  /** The search's country, as in the tags `search-114.boundary` and `search-114.onBoundary`. */
  readonly search: string;
  readonly fundingTotal: string;
  readonly pledgeTotal: string;
  /** Whether all rows of the search were given; with a page missing the totals cannot be met. */
  readonly complete: boolean;
}

/** Unreadable files are planImport's to report. */
function readable({ text, name }: FtsFile): FtsPage[] {
  try {
    return [readFts(text, name)];
  } catch (error) {
    if (error instanceof Unreadable) return [];
    throw error;
  }
}

/** The files' own figures, one per search; every page of a search repeats them. */
export function expectedTotals(files: readonly FtsFile[]): ExpectedTotals[] {
  const searches = Map.groupBy(files.flatMap(readable), ({ search }) => search.locationId);
  return [...searches].flatMap(([search, pages]) => {
    const [first] = pages;
    if (!first) return [];
    const rows = new Map(pages.map((page) => [page.search.page, page.flows.length]));
    const given = rows.values().reduce((sum, length) => sum + length, 0);
    return [{ search, ...first.funding, complete: first.count === undefined || given >= first.count }];
  });
}
