import {
  DummyDriver,
  expressionBuilder,
  Kysely,
  sql,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqlBool,
} from 'kysely';
import { type Dialect, type Tables } from '#projection-sql';

/** So many values stand as parameters of their own; more of them as one list: SQLite takes no more than 32,766. */
const FEW = 100;

/**
 * Kysely writes the SQL; it is run elsewhere (`database.ts`), since `node:sqlite` answers at once and what is read within
 * one turn of the loop is of one moment.
 */
export const sqlite: Dialect = {
  kysely: new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  }),
  documentsOf: ({ projection, number }) => `${projection}_${number}`,
  termsOf: ({ projection, number }) => `${projection}_${number}_terms`,
  indexOf: ({ projection, number }, column) => `${projection}_${number}_by_${column}`,
  types: { text: sql`text`, integer: sql`integer`, real: sql`real` },
  oneOf: (column, _, values) =>
    values.length > FEW
      ? sql<SqlBool>`${sql.ref(column)} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`
      : expressionBuilder<Tables, string>()(column, 'in', values),
  among: (columns, values) => {
    const own = sql.join(columns.map((column) => sql.ref(column)));
    const theirs = sql.join(columns.map((_, i) => sql`value ->> ${sql.lit(i)}`));
    return sql<SqlBool>`(${own}) IN (SELECT ${theirs} FROM json_each(${JSON.stringify(values)}))`;
  },
  // As one text: of several columns SQLite looks through the whole list for each row, since one might be null.
  notAmong: (columns, values) => {
    const own = sql.join(
      columns.map((column) => sql`length(${sql.ref(column)}) || ' ' || ${sql.ref(column)}`),
      sql` || `,
    );
    const theirs = values.map((list) => list.map((text) => `${[...text].length} ${text}`).join(''));
    return sql<SqlBool>`(${own}) NOT IN (SELECT value FROM json_each(${JSON.stringify(theirs)}))`;
  },
};
