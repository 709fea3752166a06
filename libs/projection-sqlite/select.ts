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
  type Generation,
  type Kind,
  type Query,
  type Scalar,
  type Where,
} from '#projection';
import { kysely, type Tables } from './database.ts';
import { documentsOf, numberOf, termsOf } from './tables.ts';

interface Row {
  readonly key: string;
  readonly doc: string;
}
/** A row of a list, with the value it is sorted by. */
export interface SortedRow extends Row {
  readonly value: Scalar;
}
type Builder = ExpressionBuilder<Tables, string>;
type Condition = Expression<SqlBool>;
const OPERATORS = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** All that match. */
export const selectAll = (generation: Generation, where?: Where): CompiledQuery<Row> =>
  from(generation, where).select(['key', 'doc']).compile() as CompiledQuery<Row>;

/** How many match, by each value of a column. */
export const selectCounts = (
  generation: Generation,
  column: string,
  where?: Where,
): CompiledQuery<{ value: Scalar; count: number }> => {
  kindOf(generation.kinds, column);
  return from(generation, where)
    .select((eb) => [sql.ref<Scalar>(column).as('value'), eb.fn.countAll<number>().as('count')])
    .groupBy(column)
    .orderBy(column)
    .compile();
};

/**
 * One page, in two parts: those with a value, in its order, then those without. Each is a walk along an index; asked
 * for in one, with `NULLS LAST`, SQLite would sort everything for every page.
 */
export function selectPage(
  generation: Generation,
  { where, sort, after, limit }: Query,
): CompiledQuery<SortedRow>[] {
  const direction = sort?.descending ? 'desc' : 'asc';
  const base = from(generation, where)
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
  const kind = kindOf(generation.kinds, column);
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

const from = (generation: Generation, where?: Where) => {
  const query = kysely.selectFrom(documentsOf(generation));
  return where ? query.where(condition(generation, where, expressionBuilder<Tables, string>())) : query;
};

function condition(generation: Generation, where: Where, eb: Builder): Condition {
  if ('all' in where)
    return joined(
      'and',
      where.all.map((one) => condition(generation, one, eb)),
      eb,
    );
  if ('any' in where)
    return joined(
      'or',
      where.any.map((one) => condition(generation, one, eb)),
      eb,
    );
  if ('columns' in where) return amongThese(generation, where);
  const { column, op } = where;
  const kind = kindOf(generation.kinds, column, ofTerms(op));
  const terms = kysely.selectFrom(termsOf(generation)).select('key').where('column', '=', column);
  if (op === 'has') return eb('key', 'in', terms.where('term', '=', scalarOf('text', where.value)));
  if (op === 'has-within') {
    const [from, before] = where.value;
    const within = terms
      .where('term', '>=', scalarOf('text', from))
      .where('term', '<', scalarOf('text', before));
    return eb('key', 'in', within);
  }
  if (op === 'in')
    return oneOf(
      column,
      where.value.map((value) => scalarOf(kind, value)),
      eb,
    );
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

/** Any number of values as one parameter: SQLite takes no more than 32,766. */
function amongThese({ kinds }: Generation, { columns, op, values }: Among): Condition {
  for (const column of columns) kindOf(kinds, column);
  const wanted = JSON.stringify(values.map((list) => list.map((value) => scalarOf('text', value))));
  const own = sql.join(columns.map((column) => sql.ref(column)));
  const theirs = sql.join(columns.map((_, i) => sql`value ->> ${sql.lit(i)}`));
  const found = sql<SqlBool>`(${own}) IN (SELECT ${theirs} FROM json_each(${wanted}))`;
  if (op === 'among') return found;
  const there = columns.map((column) => sql<SqlBool>`${sql.ref(column)} IS NOT NULL`);
  return sql<SqlBool>`(${sql.join(there, sql` AND `)} AND NOT ${found})`;
}

/** So many values stand as parameters of their own; more of them as one list. */
const FEW = 100;

function oneOf(column: string, values: readonly Scalar[], eb: Builder): Condition {
  const present = values.filter((value) => value !== null);
  return eb.or([
    ...(present.length > FEW ? [sql<SqlBool>`${sql.ref(column)} IN ${listed(present)}`] : []),
    ...(present.length > 0 && present.length <= FEW ? [eb(column, 'in', present)] : []),
    ...(present.length < values.length ? [eb(column, 'is', null)] : []),
  ]);
}

const listed = (values: readonly Scalar[]) => sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;

type Side = readonly [Expression<unknown>, Scalar];

/** What a column is compared and sorted by: a decimal by its number first. */
const sides = (kind: Kind, column: string, value: Scalar): Side[] => [
  ...(kind === 'decimal'
    ? [[sql.ref(numberOf(column)), value === null ? null : Number(value)] as const]
    : []),
  [sql.ref(column), value],
];

/** `(a, b) < (1, 2)`, which databases can follow along an index. */
const tuples = (operator: '<' | '<=' | '>' | '>=', all: readonly Side[]): Condition =>
  sql<SqlBool>`(${sql.join(all.map(([side]) => side))}) ${sql.raw(operator)} (${sql.join(all.map(([, value]) => value))})`;
