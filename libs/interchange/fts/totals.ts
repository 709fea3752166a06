import { pagesOf } from './pages.ts';
import type { FtsFile } from './read.ts';

/** What FTS itself says a search adds up to, in USD: an import must arrive at the same. */
export interface ExpectedTotals {
  /** As in the tags of its records (`searchTag`). */
  readonly search: string;
  readonly fundingTotal: string;
  readonly pledgeTotal: string;
  /** Whether all rows of the search were given, of one day; with a page missing the totals cannot be met. */
  readonly complete: boolean;
}

/** Which record a row is, understood or not. */
const idOf = (row: unknown, otherwise: string): string =>
  typeof row === 'object' && row !== null && 'id' in row ? `id ${String(row.id)}` : otherwise;

/** The files' own figures, one per search; every page of a search repeats them. Unreadable files are planImport's to report. */
export function expectedTotals(files: readonly FtsFile[]): ExpectedTotals[] {
  const searches = Map.groupBy(pagesOf(files).pages, ({ search }) => search);
  return [...searches].flatMap(([search, pages]) => {
    const [first] = pages;
    if (!first) return [];
    const given = new Set(
      pages.flatMap(({ file, flows }) => flows.map((row, index) => idOf(row, `${file} ${index}`))),
    );
    const isOne = pages.every(({ figures }) => figures === first.figures);
    const complete = isOne && (first.count === undefined || given.size >= first.count);
    return [{ search, ...first.funding, complete }];
  });
}
