import { EVER, type AnyProjection, type Projection } from '#kernel';
import {
  compareScalars,
  compareText,
  kindsOf,
  scalarOf,
  valueReader,
  type Kinds,
  type Scalar,
  type ValueAt,
} from './columns.ts';
import {
  kindOf,
  ofTerms,
  type Among,
  type Count,
  type Cursor,
  type Entry,
  type Listed,
  type Query,
  type Where,
} from './query.ts';
import { Best, orderOf } from './order.ts';
import { TimeSlice } from './time-slice.ts';

interface Read<D> extends Entry<D> {
  readonly values: ValueAt;
}
type Docs<D> = Iterable<readonly [string, D]> | AsyncIterable<readonly [string, D]>;
type Test = (values: ValueAt) => boolean;

/**
 * Lists documents that come one by one, as those of another moment or day do: the same answer, page by page, as the view
 * store would give for these documents. Columns are told for the effective date. It holds no more of them than twice the
 * page, however many there are.
 */
export async function listInMemory<D>(
  projection: Projection<D>,
  docs: Docs<D>,
  query: Query,
  date: string = EVER,
): Promise<Listed<D>> {
  const kinds = kindsOf(projection);
  const { column, descending = false } = query.sort ?? {};
  const kind = column === undefined ? 'text' : kindOf(kinds, column);
  const place = column === undefined ? -1 : Object.keys(kinds).indexOf(column);
  const cursorOf = ({ key, values }: Read<D>): Cursor => ({
    key,
    value: column === undefined ? null : (values(place) as Scalar),
  });
  const sign = descending ? -1 : 1;
  const order = orderOf(kind, query.sort ?? { column: '' });
  const compare = (a: Cursor, b: Cursor): number => {
    if (a.value === null || b.value === null) {
      if (a.value !== b.value) return a.value === null ? 1 : -1;
      return sign * compareText(a.key, b.key);
    }
    return order(a.value, b.value) || sign * compareText(a.key, b.key);
  };
  const { after, limit } = query;
  const start = after && { key: after.key, value: column === undefined ? null : scalarOf(kind, after.value) };
  const best = new Best<Placed<D>>(limit + 1, (a, b) => compare(a.cursor, b.cursor));
  for await (const { values, ...entry } of read(projection, docs, { where: query.where, date })) {
    const cursor = cursorOf({ ...entry, values });
    if (!start || compare(cursor, start) > 0) best.add({ entry, cursor });
  }
  const found = best.sorted();
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1)?.cursor : undefined;
  return { docs: page.map(({ entry }) => entry), ...(last ? { next: last } : {}) };
}

interface Placed<D> {
  readonly entry: Entry<D>;
  readonly cursor: Cursor;
}

/** The documents in memory that match, for totals. */
export async function* eachInMemory<D>(
  projection: Projection<D>,
  docs: Docs<D>,
  { where, date = EVER }: { readonly where?: Where; readonly date?: string } = {},
): AsyncGenerator<Entry<D>> {
  for await (const { key, doc } of read(projection, docs, { where, date })) yield { key, doc };
}

/** How many match, by each value of a column: as many counts as are wanted, in one look at the documents. */
export async function countInMemory<D>(
  projection: Projection<D>,
  docs: Docs<D>,
  { counts, date = EVER }: { readonly counts: readonly Count[]; readonly date?: string },
): Promise<Map<Scalar, number>[]> {
  const counting = counts.map((count) => countingOf(projection, count));
  for await (const { values } of read(projection, docs, { date }))
    for (const { test, place, found } of counting)
      if (test(values)) {
        const value = values(place) as Scalar;
        found.set(value, (found.get(value) ?? 0) + 1);
      }
  return counting.map(({ kind, found }) => {
    const inOrder = [...found].sort(([a], [b]) => {
      if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
      return compareScalars(kind, a, b);
    });
    return new Map(inOrder);
  });
}

function countingOf(projection: AnyProjection, { column, where = { all: [] } }: Count) {
  const kinds = kindsOf(projection);
  const kind = kindOf(kinds, column);
  const place = Object.keys(kinds).indexOf(column);
  return { kind, place, test: testOf(kinds, where), found: new Map<Scalar, number>() };
}

async function* read<D>(
  projection: Projection<D>,
  docs: Docs<D>,
  { where = { all: [] }, date }: { readonly where?: Where | undefined; readonly date: string },
): AsyncGenerator<Read<D>> {
  const valuesOf = valueReader(projection.columns, date);
  const test = testOf(kindsOf(projection), where);
  const slice = new TimeSlice();
  for await (const [key, doc] of docs) {
    const values = valuesOf(doc);
    if (test(values)) yield { key, doc, values };
    if (slice.isOver) await slice.yield();
  }
}

function testOf(kinds: Kinds, where: Where): Test {
  if ('all' in where) {
    const tests = where.all.map((one) => testOf(kinds, one));
    return (values) => tests.every((test) => test(values));
  }
  if ('any' in where) {
    const tests = where.any.map((one) => testOf(kinds, one));
    return (values) => tests.some((test) => test(values));
  }
  if ('columns' in where) return amongTest(kinds, where);
  const { column, op } = where;
  const kind = kindOf(kinds, column, ofTerms(op));
  const place = Object.keys(kinds).indexOf(column);
  if (op === 'has') {
    const term = scalarOf('text', where.value) as string;
    return (values) => (values(place) as readonly string[]).includes(term);
  }
  if (op === 'has-within') {
    const [from = '', before = ''] = where.value.map((value) => scalarOf('text', value) as string);
    const isWithin = (term: string) => compareText(term, from) >= 0 && compareText(term, before) < 0;
    return (values) => (values(place) as readonly string[]).some(isWithin);
  }
  if (op === 'in') {
    const wanted = new Set(where.value.map((value) => scalarOf(kind, value)));
    return (values) => wanted.has(values(place) as Scalar);
  }
  const value = scalarOf(kind, where.value);
  if (op === 'eq') return (values) => values(place) === value;
  return (values) => {
    const own = values(place) as Scalar;
    return own !== null && value !== null && HOLDS[op](compareScalars(kind, own, value));
  };
}

function amongTest(kinds: Kinds, { columns, op, values: wanted }: Among): Test {
  const names = Object.keys(kinds);
  const places = columns.map((column) => {
    kindOf(kinds, column);
    return names.indexOf(column);
  });
  const keyOf = (values: readonly unknown[]): string => JSON.stringify(values);
  const keys = new Set(wanted.map((values) => keyOf(values.map((value) => scalarOf('text', value)))));
  return (values) => {
    const own = places.map(values);
    return !own.includes(null) && keys.has(keyOf(own)) === (op === 'among');
  };
}

const HOLDS = {
  lt: (order: number) => order < 0,
  lte: (order: number) => order <= 0,
  gt: (order: number) => order > 0,
  gte: (order: number) => order >= 0,
};
