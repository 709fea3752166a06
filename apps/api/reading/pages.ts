import { createHash } from 'node:crypto';
import { refuse, Refused } from '#kernel';
import type { Cursor, Query, Where } from '#projection';
import type { OpaqueTokens } from '#sealing';
import type { OfList } from './moment.ts';
import type { SeenList } from './seen.ts';

const LIMIT = 100;

/** What a list is sorted by: a column, or `-` and a column for the other way round. */
const sortOf = (sort: string | undefined): Query['sort'] =>
  sort === undefined ? undefined : { column: sort.replace(/^-/, ''), descending: sort.startsWith('-') };

/** Of an answer that is a list: its rows. */
export const rowsOf = <R extends object>({ rows }: { readonly rows: readonly R[] }): readonly R[] => rows;

/** Both ways round of each column, for an input's rule. */
export const bothWays = (columns: readonly string[]): string[] =>
  columns.flatMap((name) => [name, `-${name}`]);

/** Cursors: where a page ended, bound to the question it is a page of. */
export class Pages {
  constructor(private readonly tokens: OpaqueTokens) {}

  /** @throws Refused the cursor is none, or of a list with other filters or another order */
  queryOf(asked: OfList, where: Where, sort?: string): Query {
    const limit = Number(asked.limit ?? LIMIT);
    const by = sortOf(sort);
    const base = { where, limit, ...(by ? { sort: by } : {}) };
    if (asked.cursor === undefined) return base;
    const text = this.tokens.open('cursor', asked.cursor);
    const [of, after] = text === undefined ? [] : (JSON.parse(text) as [string, Cursor]);
    if (after === undefined || of !== fingerprintOf(where, sort))
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
  answer<V>({ rows, next }: SeenList<V>, where: Where, sort?: string): { rows: readonly V[]; next?: string } {
    if (!next) return { rows };
    return { rows, next: this.tokens.seal('cursor', JSON.stringify([fingerprintOf(where, sort), next])) };
  }
}

const fingerprintOf = (where: Where, sort: string | undefined): string =>
  createHash('sha256')
    .update(JSON.stringify([where, sort]))
    .digest('base64url')
    .slice(0, 12);
