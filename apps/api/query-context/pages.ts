import { createHash } from 'node:crypto';
import { refuse, Refused, type Projection } from '#kernel';
import type { Cursor, Query, Where } from '#projection';
import type { OpaqueTokens } from '#sealing';
import type { OfList } from './moment.ts';
import type { Snapshot, SnapshotPage, Within } from './snapshot.ts';
import { listedIn } from './succession.ts';

const LIMIT = 100;
/** Columns of organisations. */
const ORGANISATIONS: readonly string[] = ['organisation', 'observer'];

/** What a list is sorted by: a column, or `-` and a column for the other way round. */
function sortOf({ sort, language }: Listing): Query['sort'] {
  if (sort === undefined) return undefined;
  const column = sort.replace(/^-/, '');
  const by = IN_WORDS.has(column) && language !== undefined ? { language } : {};
  return { column, descending: sort.startsWith('-'), ...by };
}
/** Columns of words, or of ids that are read as names: sorted as their reader's language has them. The others are codes, days and numbers. */
const IN_WORDS: ReadonlySet<string> = new Set(['name', 'title', 'programme', 'theme', ...ORGANISATIONS]);

/** Of an answer that is a list: its rows. */
export const rowsOf = <R extends object>({ rows }: { readonly rows: readonly R[] }): readonly R[] => rows;

/** Both ways round of each column, for an input's rule. */
export const bothWays = (columns: readonly string[]): string[] =>
  columns.flatMap((name) => [name, `-${name}`]);

/** A list that is asked for page by page. */
export interface Listing {
  /** Which list: its view, and of which books where the query does not say so. */
  readonly of: string;
  readonly asked: OfList;
  readonly sort?: string | undefined;
  /** Of the reader: by it texts are sorted that people read. */
  readonly language?: string | undefined;
}

/** Cursors: where a page ended, bound to the query it is a page of. */
export class Pages {
  constructor(private readonly tokens: OpaqueTokens) {}

  /**
   * @param where as it is on this day and over these books: on another page both may have moved on
   * @throws Refused the cursor is none, or of a list with other filters or another order
   */
  queryOf(listing: Listing, where: Where): Query {
    const { asked } = listing;
    const limit = Number(asked.limit ?? LIMIT);
    const by = sortOf(listing);
    const base = { where, limit, ...(by ? { sort: by } : {}) };
    if (asked.cursor === undefined) return base;
    const text = this.tokens.open('cursor', asked.cursor);
    const [of, after] = text === undefined ? [] : (JSON.parse(text) as [string, Cursor]);
    if (after === undefined || of !== fingerprintOf(listing))
      throw new Refused(
        refuse(
          'invalid-cursor',
          'Go on with the `next` of the page before, with the same filters and order.',
          {
            field: 'cursor',
          },
        ),
      );
    return { ...base, after };
  }

  /** The rows of a page, and the token of the next. */
  answer<V>({ rows, next }: SnapshotPage<V>, listing: Listing): { rows: readonly V[]; next?: string } {
    if (!next) return { rows };
    return { rows, next: this.tokens.seal('cursor', JSON.stringify([fingerprintOf(listing), next])) };
  }
}

/** What may be another on the next page: how many rows, from where on, of when. */
const OF_PAGES: ReadonlySet<string> = new Set([
  'limit',
  'cursor',
  'atLeast',
  'asOf',
  'effective',
] satisfies (keyof OfList)[]);

/**
 * A list is told by what was asked, not by what it is looked up by: a filter on what is late is one on dates, and a book
 * more may be of a programme, when the next page is asked for after midnight.
 */
function fingerprintOf(listing: Listing): string {
  const { of, asked } = listing;
  const filters = Object.entries(asked)
    .filter(([name, value]) => value !== undefined && !OF_PAGES.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([of, sortOf(listing), filters]))
    .digest('base64url')
    .slice(0, 12);
}

/** A page of a view; what is sorted by an organisation is sorted by its name. */
export async function listOf<D, V>(
  snapshot: Snapshot,
  view: Projection<D, V>,
  { query, within }: { readonly query: Query; readonly within?: Within },
): Promise<SnapshotPage<V>> {
  const { sort, where, after } = query;
  if (!sort || !ORGANISATIONS.includes(sort.column)) return snapshot.list(view, query, within);
  const [counts] = await snapshot.countBy(view, [{ column: sort.column, where }], within);
  const names = new Map<string, string>();
  // The page before may have ended with one that is in none of the rows any more.
  for (const value of [...(counts?.keys() ?? []), after?.value]) {
    const entry = typeof value === 'string' ? await listedIn(snapshot, value) : undefined;
    if (entry) names.set(entry.organisation, entry.name);
  }
  return snapshot.list(view, { ...query, sort: { ...sort, names } }, within);
}
