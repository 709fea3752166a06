/**
 * What a query reads as things stand: documents by their keys; a page of a list; every row that matches, to add it up
 * or to count it; or a page of the events themselves.
 */
export type Reads = 'documents' | 'page' | 'rows' | 'events';

/** The longest page that is not costly. */
const SHORT = 100;

/**
 * What a query costs: the one place that says it, by what the query reads. `costly` takes time in proportion to a
 * book, or memory to a long page; `past` folds the history of a book in memory. Every other is answered at once.
 */
export function costOf(
  { reads }: { readonly reads: Reads },
  { asOf, effective, limit }: { asOf?: unknown; effective?: unknown; limit?: unknown },
): 'costly' | 'past' | undefined {
  const isLong = limit !== undefined && !(Number(limit) <= SHORT);
  if (reads === 'events') return isLong ? 'costly' : undefined;
  if (asOf !== undefined) return 'past';
  return reads === 'rows' || effective !== undefined || (reads === 'page' && isLong) ? 'costly' : undefined;
}
