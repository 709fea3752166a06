import type { CompiledQuery } from 'kysely';
import {
  Best,
  kindOf,
  orderOf,
  TimeSlice,
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
 * the rows of those that the page needs are read. Of most values it takes all rows, so these are read together.
 */
function* collated(of: Of, query: Sorted): Asking<SortedRow[]> {
  const { after, limit } = query;
  const rows: SortedRow[] = [];
  const whole: Counted[] = [];
  for (const one of after?.value === null ? [] : yield* valuesFrom(of, query)) {
    const isBegun = after?.value === one.value;
    const room = limit - rows.length - total(whole);
    if (!isBegun && one.count <= room) whole.push(one);
    else {
      rows.push(...(yield* rowsOf(of, query, whole.splice(0))));
      rows.push(...(yield* pageWithin(of, query, one.value)).slice(0, limit + 1 - rows.length));
    }
    if (rows.length > limit) return rows;
  }
  rows.push(...(yield* rowsOf(of, query, whole)));
  const nulls = selectPage(of, { ...query, after: after?.value === null ? after : undefined }).at(-1);
  if (nulls) rows.push(...((yield nulls) as Iterable<SortedRow>));
  return rows;
}

interface Counted {
  readonly value: Scalar;
  readonly count: number;
}
const total = (values: readonly Counted[]): number => values.reduce((sum, { count }) => sum + count, 0);

/** All rows that have one of these values, in the order of the values as they are given. */
function* rowsOf(
  of: Of,
  { sort, where = { all: [] } }: Sorted,
  values: readonly Counted[],
): Asking<SortedRow[]> {
  if (values.length === 0) return [];
  const wanted: Where = { column: sort.column, op: 'in', value: values.map(({ value }) => value) };
  const [all] = selectPage(of, { where: { all: [where, wanted] }, sort, limit: total(values) });
  if (!all) return [];
  const found = Map.groupBy((yield all) as Iterable<SortedRow>, ({ value }) => value);
  return values.flatMap(({ value }) => found.get(value) ?? []);
}

/** A page of the rows that have one value. */
function* pageWithin(of: Of, query: Sorted, value: Scalar): Asking<SortedRow[]> {
  const { sort, after, limit, where = { all: [] } } = query;
  const only: Where = { all: [where, { column: sort.column, op: 'eq', value }] };
  const [page] = selectPage(of, { where: only, sort, limit, ...(after?.value === value ? { after } : {}) });
  return page ? [...((yield page) as Iterable<SortedRow>)] : [];
}

/** As many values as a page can need, in its order, from where it begins. */
function* valuesFrom(of: Of, { where, sort, after, limit }: Sorted): Asking<Counted[]> {
  const order = orderOf('text', sort);
  const best = new Best<Counted>(limit + 2, (a, b) => order(a.value, b.value));
  const counts = (yield selectCounts(of, sort.column, where)) as Iterable<Counted>;
  for (const { value, count } of counts)
    if (value !== null && (!after || order(value, after.value) >= 0)) best.add({ value, count });
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
  const slice = new TimeSlice();
  for (const row of rows.slice(0, limit)) {
    docs.push(entryOf<D>(row));
    if (slice.isOver) await slice.yield();
  }
  return { docs, ...(next ? { next } : {}) };
}
