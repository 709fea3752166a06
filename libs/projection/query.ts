import type { AnyProjection } from '#kernel';
import type { Kind, Kinds, Scalar } from './columns.ts';

/**
 * Which documents. Of a text its beginning counts (`scalarOf`). `eq` null: there is no value. `has`: the terms hold this one;
 * `has-within`: they hold one from the first text on, and before the second. Comparisons never hold where there is no
 * value. `all` of nothing holds, `any` of nothing does not. `among`: the columns' values together are one of these;
 * `not-among`: they are none of them. Both take any number of values, and hold only where each column has one.
 */
export type Where =
  | { readonly column: string; readonly op: 'eq' | 'lt' | 'lte' | 'gt' | 'gte'; readonly value: Scalar }
  | { readonly column: string; readonly op: 'in'; readonly value: readonly Scalar[] }
  | { readonly column: string; readonly op: 'has'; readonly value: string }
  | {
      readonly column: string;
      readonly op: 'has-within';
      readonly value: readonly [from: string, before: string];
    }
  | Among
  | { readonly all: readonly Where[] }
  | { readonly any: readonly Where[] };

export interface Among {
  /** Columns of texts. */
  readonly columns: readonly string[];
  readonly op: 'among' | 'not-among';
  readonly values: readonly (readonly string[])[];
}

/** Where a page ended: the value sorted by (null where sorted by key alone) and the key. */
export interface Cursor {
  readonly value: Scalar;
  readonly key: string;
}

export interface Query {
  readonly where?: Where;
  /**
   * By a column, then by key in the same direction; documents without a value come last in both. Without: by key. Texts
   * are sorted by their bytes, or by a language (BCP 47), where one is given; then as they are read.
   */
  readonly sort?: {
    readonly column: string;
    readonly descending?: boolean;
    readonly language?: string;
    /** What values are read as, where it is not what they are: organisations by their names. */
    readonly names?: ReadonlyMap<string, string>;
  };
  readonly after?: Cursor;
  readonly limit: number;
}

/** What is counted: those that match, by each value of a column. */
export interface Count {
  readonly column: string;
  readonly where?: Where;
}

export interface Entry<D> {
  readonly key: string;
  readonly doc: D;
}
export interface Listed<D> {
  readonly docs: readonly Entry<D>[];
  /** There is more: go on after it. */
  readonly next?: Cursor;
}

/** The columns may be of another version of the view, or misspelt. */
export class UnknownColumn extends Error {
  constructor(readonly column: string) {
    super(`no column ${column} to list by`);
  }
}

/** What is asked of terms, not of one value. */
export const ofTerms = (op: string): boolean => op === 'has' || op === 'has-within';

/** @throws UnknownColumn */
export function kindOf(kinds: Kinds, column: string, terms = false): Kind {
  const kind = Object.hasOwn(kinds, column) ? kinds[column] : undefined;
  if (!kind || (kind === 'terms') !== terms) throw new UnknownColumn(column);
  return kind;
}

/**
 * As much of a condition as is the same on every day: whatever meets the condition on any day meets this, and a store
 * that holds columns as they stand today can be asked for it.
 */
export function steadyPart(projection: AnyProjection, where: Where): Where {
  if ('all' in where) {
    const parts = where.all.map((one) => steadyPart(projection, one));
    return { all: parts.filter((one) => !isAnything(one)) };
  }
  if ('any' in where) {
    const parts = where.any.map((one) => steadyPart(projection, one));
    if (parts.some(isAnything)) return ANYTHING;
    const different = new Map(parts.map((one) => [JSON.stringify(one), one]));
    return { any: [...different.values()] };
  }
  if ('columns' in where)
    return where.columns.every((column) => projection.columns[column]?.steady) ? where : ANYTHING;
  return projection.columns[where.column]?.steady ? where : ANYTHING;
}
const ANYTHING: Where = { all: [] };
const isAnything = (where: Where): boolean => 'all' in where && where.all.length === 0;
