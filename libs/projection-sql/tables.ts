import { sql, type CompiledQuery } from 'kysely';
import type { Kinds } from '#projection';
import type { Dialect, Named } from './dialect.ts';

/** The column beside a decimal one that it is sorted by; what floating point cannot tell apart the text does. */
export const numberOf = (column: string): string => `${column}_number`;

export const hasTerms = (kinds: Kinds): boolean => Object.values(kinds).includes('terms');
const scalarsOf = (kinds: Kinds) => Object.entries(kinds).filter(([, kind]) => kind !== 'terms');

/** The columns of the documents table, beside key and document, in the order they are written. */
export const columnsOf = (kinds: Kinds): { name: string; type: 'text' | 'integer' | 'real' }[] =>
  scalarsOf(kinds).flatMap(([name, kind]) => [
    { name, type: kind === 'integer' ? ('integer' as const) : ('text' as const) },
    ...(kind === 'decimal' ? [{ name: numberOf(name), type: 'real' as const }] : []),
  ]);

/** @throws TypeError two columns would have the same name: SQLite does not tell capitals from small letters */
export function createDocuments(dialect: Dialect, generation: Named): CompiledQuery {
  const columns = columnsOf(generation.kinds);
  const names = ['key', 'doc', ...columns.map(({ name }) => name.toLowerCase())];
  if (new Set(names).size < names.length)
    throw new TypeError(`the columns of ${generation.projection} need other names`);
  const { types } = dialect;
  const documents = dialect.kysely.schema
    .createTable(dialect.documentsOf(generation))
    .addColumn('key', sql`${types.text}`, (column) => column.primaryKey().notNull())
    .addColumn('doc', sql`${types.text}`, (column) => column.notNull());
  return columns
    .reduce((table, { name, type }) => table.addColumn(name, sql`${types[type]}`), documents)
    .compile();
}

/** Every scalar column with the key after it, which is how lists are sorted; within a partnership where there is one. */
export function createIndexes(dialect: Dialect, generation: Named): CompiledQuery[] {
  const lead = generation.kinds['partnership'] === 'text' ? ['partnership'] : [];
  const index = (name: string, table: string, columns: readonly string[]): CompiledQuery =>
    dialect.kysely.schema
      .createIndex(dialect.indexOf(generation, name))
      .ifNotExists()
      .on(table)
      .columns([...columns])
      .compile();
  const indexes = scalarsOf(generation.kinds).map(([name, kind]) => {
    const sorted = kind === 'decimal' ? [numberOf(name), name] : [name];
    const columns = name === 'partnership' ? [name, 'key'] : [...lead, ...sorted, 'key'];
    return index(name, dialect.documentsOf(generation), columns);
  });
  if (!hasTerms(generation.kinds)) return indexes;
  return [...indexes, index('term', dialect.termsOf(generation), ['column', 'term', 'key'])];
}

export const dropTables = (dialect: Dialect, generation: Named): CompiledQuery[] =>
  [dialect.documentsOf(generation), dialect.termsOf(generation)].map((table) =>
    dialect.kysely.schema.dropTable(table).ifExists().compile(),
  );
