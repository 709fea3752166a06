import type { CompiledQuery } from 'kysely';
import {
  Best,
  kindOf,
  orderOf,
  Turns,
  type Cursor,
  type Entry,
  type Listed,
  type Query,
  type Scalar,
  type Where,
} from '#projection';
import { selectCounts, selectPage, type Of, type SortedRow } from './select.ts';

/** Statements one after another: an adapter gives back the rows of each, at once or later, and has what they come to. */
export type Asking<A> = Generator<CompiledQuery, A, Iterable<unknown>>;
type Sorted = Query & { readonly sort: NonNullable<Query['sort']> };

/** The rows of a page, and one more where there is more. */
export function* rowsOfPage(of: Of, query: Query): Asking<SortedRow[]> {
  const { sort } = query;
  if (sort?.language !== undefined && kindOf(of.generation.kinds, sort.column) === 'text')
    return yield* collated(of, { ...query, sort });
  const rows: SortedRow[] = [];
  for (const statement of selectPage(of, query))
    if (rows.length <= query.limit) rows.push(...((yield statement) as Iterable<SortedRow>));
  return rows;
}

/**
 * A page in the order of a language, of which no two databases think alike: the values are put in that order here, and
 * the rows of those that the page needs are read, by key.
 */
function* collated(of: Of, query: Sorted): Asking<SortedRow[]> {
  const { sort, after, limit, where = { all: [] } } = query;
  const rows: SortedRow[] = [];
  if (after?.value !== null)
    for (const value of yield* valuesFrom(of, query)) {
      const only: Where = { all: [where, { column: sort.column, op: 'eq', value }] };
      const from = after?.value === value ? { after } : {};
      const [page] = selectPage(of, { where: only, sort, limit: limit - rows.length, ...from });
      if (page) rows.push(...((yield page) as Iterable<SortedRow>));
      if (rows.length > limit) return rows;
    }
  const nulls = selectPage(of, { ...query, after: after?.value === null ? after : undefined }).at(-1);
  if (nulls) rows.push(...((yield nulls) as Iterable<SortedRow>));
  return rows;
}

/** As many values as a page can need, in its order, from where it begins. */
function* valuesFrom(of: Of, { where, sort, after, limit }: Sorted): Asking<Scalar[]> {
  const order = orderOf('text', sort);
  const best = new Best<Scalar>(limit + 2, order);
  const counts = (yield selectCounts(of, sort.column, where)) as Iterable<{ value: Scalar }>;
  for (const { value } of counts)
    if (value !== null && (!after || order(value, after.value) >= 0)) best.add(value);
  return best.sorted();
}

export const entryOf = <D>({ key, doc }: { readonly key: string; readonly doc: string }): Entry<D> => ({
  key,
  doc: JSON.parse(doc) as D,
});

/** The page that these rows are. */
export async function pageOf<D>(rows: readonly SortedRow[], limit: number): Promise<Listed<D>> {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const next: Cursor | undefined = last && { value: last.value, key: last.key };
  const docs: Entry<D>[] = [];
  const turns = new Turns();
  for (const row of rows.slice(0, limit)) {
    docs.push(entryOf<D>(row));
    if (turns.due) await turns.give();
  }
  return { docs, ...(next ? { next } : {}) };
}
