import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
  type SqlBool,
} from 'kysely';
import { DOCUMENTS, type Dialect, type Named, type Tables } from '#projection-sql';

const kysely = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});
/** Texts by their bytes, and JSON as the text it is: `jsonb` keeps neither order nor bytes. */
const types = { text: sql`text COLLATE "C"`, integer: sql`bigint`, real: sql`double precision` };
const ARRAYS = { text: sql`text[]`, decimal: sql`text[]`, integer: sql`bigint[]`, terms: sql`text[]` };

/**
 * Tables are named by the number of their generation alone: a name has 63 bytes. Kysely writes the SQL; `database.ts` runs
 * it, as statements without a name, which a pooler can hand to any connection.
 *
 * @param schema that the tables are in
 */
export function postgres(schema: string): Dialect {
  const indexOf = ({ number, kinds }: Named, column: string) =>
    `documents_${number}_by_${column === 'term' ? column : Object.keys(kinds).indexOf(column)}`;
  // Not `IN`: what does not fit into memory would be looked through for each row; of `EXISTS` it is joined.
  const among: Dialect['among'] = (columns, values) => {
    const lists = columns.map((_, i) => sql`${values.map((list) => list[i])}::text[]`);
    const theirs = columns.map((_, i) => sql.ref(`wanted.value_${i}`));
    const names = columns.map((_, i) => sql.ref(`value_${i}`));
    const own = columns.map((column) => sql.ref(`${DOCUMENTS}.${column}`));
    return sql<SqlBool>`EXISTS (SELECT FROM unnest(${sql.join(lists)}) AS wanted(${sql.join(names)})
      WHERE (${sql.join(own)}) = (${sql.join(theirs)}))`;
  };
  return {
    kysely,
    documentsOf: ({ number }) => `${schema}.documents_${number}`,
    termsOf: ({ number }) => `${schema}.terms_${number}`,
    indexOf,
    types,
    oneOf: (column, kind, values) => sql<SqlBool>`${sql.ref(column)} = ANY(${values}::${ARRAYS[kind]})`,
    among,
    notAmong: (columns, values) => sql<SqlBool>`NOT ${among(columns, values)}`,
  };
}
