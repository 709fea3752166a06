import { setImmediate as turn } from 'node:timers/promises';
import { EVER, type Projection } from '#kernel';
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
import { kindOf, type Cursor, type Entry, type Listed, type Query, type Where } from './query.ts';

interface Read<D> extends Entry<D> {
  readonly values: ValueAt;
}
type Docs<D> = Iterable<readonly [string, D]> | AsyncIterable<readonly [string, D]>;
type Test = (values: ValueAt) => boolean;

/** So many documents are looked at before others get a turn. */
const TURN = 500;

/**
 * Lists documents that were folded in memory, as lists of another moment are: the same answer, page by page, as the
 * view store would give for these documents. Columns are told for the effective date.
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
  const compare = (a: Cursor, b: Cursor): number => {
    if (a.value === null || b.value === null) {
      if (a.value !== b.value) return a.value === null ? 1 : -1;
      return sign * compareText(a.key, b.key);
    }
    return sign * (compareScalars(kind, a.value, b.value) || compareText(a.key, b.key));
  };
  const { after, limit } = query;
  const start = after && { key: after.key, value: column === undefined ? null : scalarOf(kind, after.value) };
  const found: { entry: Entry<D>; cursor: Cursor }[] = [];
  for await (const entry of read(projection, docs, { where: query.where, date })) {
    const cursor = cursorOf(entry);
    if (!start || compare(cursor, start) > 0) found.push({ entry, cursor });
  }
  found.sort((a, b) => compare(a.cursor, b.cursor));
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1)?.cursor : undefined;
  return {
    docs: page.map(({ entry: { key, doc } }) => ({ key, doc })),
    ...(last ? { next: last } : {}),
  };
}

/** The documents in memory that match, for totals. */
export async function* eachInMemory<D>(
  projection: Projection<D>,
  docs: Docs<D>,
  { where, date = EVER }: { readonly where?: Where; readonly date?: string } = {},
): AsyncGenerator<Entry<D>> {
  for await (const { key, doc } of read(projection, docs, { where, date })) yield { key, doc };
}

/** How many match, by each value of a column. */
export async function countInMemory<D>(
  projection: Projection<D>,
  docs: Docs<D>,
  { column, where, date = EVER }: { readonly column: string; readonly where?: Where; readonly date?: string },
): Promise<Map<Scalar, number>> {
  const kinds = kindsOf(projection);
  const kind = kindOf(kinds, column);
  const place = Object.keys(kinds).indexOf(column);
  const counts = new Map<Scalar, number>();
  for await (const { values } of read(projection, docs, { where, date })) {
    const value = values(place) as Scalar;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return new Map(
    [...counts].sort(([a], [b]) => {
      if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
      return compareScalars(kind, a, b);
    }),
  );
}

async function* read<D>(
  projection: Projection<D>,
  docs: Docs<D>,
  { where = { all: [] }, date }: { readonly where?: Where; readonly date: string },
): AsyncGenerator<Read<D>> {
  const valuesOf = valueReader(projection.columns, date);
  const test = testOf(kindsOf(projection), where);
  let looked = 0;
  for await (const [key, doc] of docs) {
    const values = valuesOf(doc);
    if (test(values)) yield { key, doc, values };
    if (++looked % TURN === 0) await turn();
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
  const { column, op } = where;
  const kind = kindOf(kinds, column, op === 'has');
  const place = Object.keys(kinds).indexOf(column);
  if (op === 'has') {
    const term = scalarOf('text', where.value) as string;
    return (values) => (values(place) as readonly string[]).includes(term);
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

const HOLDS = {
  lt: (order: number) => order < 0,
  lte: (order: number) => order <= 0,
  gt: (order: number) => order > 0,
  gte: (order: number) => order >= 0,
};
