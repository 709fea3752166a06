import {
  expressionBuilder,
  sql,
  type CompiledQuery,
  type Expression,
  type ExpressionBuilder,
  type SqlBool,
} from 'kysely';
import {
  kindOf,
  ofTerms,
  scalarOf,
  type Among,
  type Kind,
  type Query,
  type Scalar,
  type Where,
} from '#projection';
import { DOCUMENTS, type Condition, type Dialect, type Named, type Tables } from './dialect.ts';
import { numberOf } from './tables.ts';

interface Row {
  readonly key: string;
  readonly doc: string;
}
/** A row of a list, with the value it is sorted by. */
export interface SortedRow extends Row {
  readonly value: Scalar;
}
/** The generation that is asked, and in whose SQL. */
export interface Of {
  readonly dialect: Dialect;
  readonly generation: Named;
}
type Builder = ExpressionBuilder<Tables, string>;
const OPERATORS = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** One document. */
export const selectOne = ({ dialect, generation }: Of, key: string): CompiledQuery<Row> =>
  dialect.kysely
    .selectFrom(dialect.documentsOf(generation))
    .select(['key', 'doc'])
    .where('key', '=', key)
    .compile() as CompiledQuery<Row>;

/** All that match. */
export const selectAll = (of: Of, where?: Where): CompiledQuery<Row> =>
  from(of, where).select(['key', 'doc']).compile() as CompiledQuery<Row>;

/** How many match, by each value of a column, in their order. */
export const selectCounts = (
  of: Of,
  column: string,
  where?: Where,
): CompiledQuery<{ value: Scalar; count: number }> => {
  const kind = kindOf(of.generation.kinds, column);
  const columns = sides(kind, column, null).map(([side]) => side as Expression<Scalar>);
  let query = from(of, where).select((eb) => [
    sql.ref<Scalar>(`${DOCUMENTS}.${column}`).as('value'),
    eb.fn.countAll<number>().as('count'),
  ]);
  for (const side of columns) query = query.groupBy(side).orderBy(side, (order) => order.asc().nullsFirst());
  return query.compile();
};

/**
 * One page, in two parts: those with a value, in its order, then those without. Each is a walk along an index; asked
 * for in one, with `NULLS LAST`, SQLite would sort everything for every page.
 */
export function selectPage(of: Of, { where, sort, after, limit }: Query): CompiledQuery<SortedRow>[] {
  const direction = sort?.descending ? 'desc' : 'asc';
  const base = from(of, where)
    .select(['key', 'doc'])
    .limit(limit + 1);
  const byKey = (query: typeof base, key?: string) =>
    (key === undefined ? query : query.where('key', direction === 'asc' ? '>' : '<', key)).orderBy(
      'key',
      direction,
    );
  const withoutValue = (query: typeof base) =>
    byKey(query, after?.value === null ? after.key : undefined)
      .select(sql<Scalar>`NULL`.as('value'))
      .compile() as CompiledQuery<SortedRow>;
  if (!sort)
    return [
      byKey(base, after?.key)
        .select(sql<Scalar>`NULL`.as('value'))
        .compile() as CompiledQuery<SortedRow>,
    ];

  const { column } = sort;
  const kind = kindOf(of.generation.kinds, column);
  const nulls = withoutValue(base.where(column, 'is', null));
  if (after?.value === null) return [nulls];
  let valued = base.where(column, 'is not', null).select(sql.ref<Scalar>(column).as('value'));
  if (after) {
    const operator = direction === 'asc' ? '>' : '<';
    const value = scalarOf(kind, after.value);
    valued = valued.where(tuples(operator, [...sides(kind, column, value), [sql.ref('key'), after.key]]));
  }
  for (const [side] of sides(kind, column, null)) valued = valued.orderBy(side, direction);
  return [valued.orderBy('key', direction).compile() as CompiledQuery<SortedRow>, nulls];
}

const from = (of: Of, where?: Where) => {
  const { dialect, generation } = of;
  const query = dialect.kysely.selectFrom(`${dialect.documentsOf(generation)} as ${DOCUMENTS}`);
  return where ? query.where(condition(of, where, expressionBuilder<Tables, string>())) : query;
};

function condition(of: Of, where: Where, eb: Builder): Condition {
  if ('all' in where)
    return joined(
      'and',
      where.all.map((one) => condition(of, one, eb)),
      eb,
    );
  if ('any' in where)
    return joined(
      'or',
      where.any.map((one) => condition(of, one, eb)),
      eb,
    );
  if ('columns' in where) return amongThese(of, where);
  const { dialect, generation } = of;
  const { column, op } = where;
  const kind = kindOf(generation.kinds, column, ofTerms(op));
  const terms = dialect.kysely
    .selectFrom(dialect.termsOf(generation))
    .select('key')
    .where('column', '=', column);
  if (op === 'has') return eb('key', 'in', terms.where('term', '=', scalarOf('text', where.value)));
  if (op === 'has-within') {
    const [from, before] = where.value;
    const within = terms
      .where('term', '>=', scalarOf('text', from))
      .where('term', '<', scalarOf('text', before));
    return eb('key', 'in', within);
  }
  if (op === 'in') {
    const values = where.value.map((value) => scalarOf(kind, value));
    const present = values.filter((value) => value !== null);
    return eb.or([
      ...(present.length > 0 ? [dialect.oneOf(column, kind, present)] : []),
      ...(present.length < values.length ? [eb(column, 'is', null)] : []),
    ]);
  }
  const value = scalarOf(kind, where.value);
  if (op === 'eq') return value === null ? eb(column, 'is', null) : eb(column, '=', value);
  if (value === null) return eb.or([]);
  return tuples(OPERATORS[op], sides(kind, column, value));
}

/** As a tree: a chain of a thousand would be deeper than SQLite lets an expression be. */
function joined(by: 'and' | 'or', conditions: readonly Condition[], eb: Builder): Condition {
  if (conditions.length < 3) return eb[by](conditions);
  const middle = conditions.length >> 1;
  return eb[by]([joined(by, conditions.slice(0, middle), eb), joined(by, conditions.slice(middle), eb)]);
}

function amongThese({ dialect, generation: { kinds } }: Of, { columns, op, values }: Among): Condition {
  for (const column of columns) kindOf(kinds, column);
  const wanted = values.map((list) => list.map((value) => scalarOf('text', value) as string));
  if (op === 'among') return dialect.among(columns, wanted);
  const there = columns.map((column) => sql<SqlBool>`${sql.ref(column)} IS NOT NULL`);
  return sql<SqlBool>`(${sql.join(there, sql` AND `)} AND ${dialect.notAmong(columns, wanted)})`;
}

type Side = readonly [Expression<unknown>, Scalar];

/** What a column is compared and sorted by: a decimal by its number first. */
const sides = (kind: Kind, column: string, value: Scalar): Side[] => [
  ...(kind === 'decimal'
    ? [[sql.ref(`${DOCUMENTS}.${numberOf(column)}`), value === null ? null : Number(value)] as const]
    : []),
  [sql.ref(`${DOCUMENTS}.${column}`), value],
];

/** `(a, b) < (1, 2)`, which databases can follow along an index. */
const tuples = (operator: '<' | '<=' | '>' | '>=', all: readonly Side[]): Condition =>
  sql<SqlBool>`(${sql.join(all.map(([side]) => side))}) ${sql.raw(operator)} (${sql.join(all.map(([, value]) => value))})`;
