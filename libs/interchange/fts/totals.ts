import { pagesOf, type Page } from './pages.ts';
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
export const rowId = (row: unknown): string | undefined =>
  typeof row === 'object' && row !== null && 'id' in row ? String(row.id) : undefined;

/** The figures of each search; every page of a search repeats them. */
export function searchesOf(pages: readonly Page[]): ExpectedTotals[] {
  return [...Map.groupBy(pages, ({ search }) => search)].flatMap(([search, of]) => {
    const [first] = of;
    if (!first) return [];
    const given = new Set(
      of.flatMap(({ file, flows }) => flows.map((row, index) => rowId(row) ?? `${file} ${index}`)),
    );
    const isOne = of.every(({ figures }) => figures === first.figures);
    const complete = isOne && (first.count === undefined || given.size >= first.count);
    return [{ search, ...first.funding, complete }];
  });
}

/** The files' own figures, one per search. Unreadable files are planImport's to report. */
export const expectedTotals = (files: readonly FtsFile[]): ExpectedTotals[] =>
  searchesOf(pagesOf(files).pages);
