import type { StatementSync } from 'node:sqlite';
import type { CompiledQuery } from 'kysely';
import type { Change, Generation, Kinds, Scalar } from '#projection';
import { kysely, type ViewDatabase } from './database.ts';

type Named = Pick<Generation, 'number' | 'projection' | 'kinds'>;

export const documentsOf = ({ projection, number }: Named): string => `${projection}_${number}`;
export const termsOf = (generation: Named): string => `${documentsOf(generation)}_terms`;
/** The column beside a decimal one that it is sorted by; what floating point cannot tell apart the text does. */
export const numberOf = (column: string): string => `${column}_number`;

const hasTerms = (kinds: Kinds): boolean => Object.values(kinds).includes('terms');
const scalarsOf = (kinds: Kinds) => Object.entries(kinds).filter(([, kind]) => kind !== 'terms');

/** The columns of the documents table, beside key and document, in the order they are written. */
const columnsOf = (kinds: Kinds): { name: string; type: 'text' | 'integer' | 'real' }[] =>
  scalarsOf(kinds).flatMap(([name, kind]) => [
    { name, type: kind === 'integer' ? ('integer' as const) : ('text' as const) },
    ...(kind === 'decimal' ? [{ name: numberOf(name), type: 'real' as const }] : []),
  ]);

/** @throws TypeError two columns would have the same name: SQLite does not tell capitals from small letters */
export function createTables(database: ViewDatabase, generation: Named): void {
  const columns = columnsOf(generation.kinds);
  const names = ['key', 'doc', ...columns.map(({ name }) => name.toLowerCase())];
  if (new Set(names).size < names.length)
    throw new TypeError(`the columns of ${generation.projection} need other names`);
  const documents = kysely.schema
    .createTable(documentsOf(generation))
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('doc', 'text', (column) => column.notNull());
  database.run(columns.reduce((table, { name, type }) => table.addColumn(name, type), documents).compile());
  if (!hasTerms(generation.kinds)) return;
  const name = termsOf(generation);
  // By key first: a document's terms are replaced far more often than they are searched.
  database.db.exec(
    `CREATE TABLE "${name}" (key TEXT, column TEXT, term TEXT, PRIMARY KEY (key, column, term)) WITHOUT ROWID`,
  );
}

/** Every scalar column with the key after it, which is how lists are sorted; within a partnership where there is one. */
export function createIndexes(database: ViewDatabase, generation: Named): void {
  const table = documentsOf(generation);
  const lead = generation.kinds['partnership'] === 'text' ? ['partnership'] : [];
  const index = (name: string, columns: readonly string[]): CompiledQuery =>
    kysely.schema
      .createIndex(name)
      .ifNotExists()
      .on(table)
      .columns([...columns])
      .compile();
  for (const [name, kind] of scalarsOf(generation.kinds)) {
    const sorted = kind === 'decimal' ? [numberOf(name), name] : [name];
    const columns = name === 'partnership' ? [name, 'key'] : [...lead, ...sorted, 'key'];
    database.run(index(`${table}_by_${name}`, columns));
  }
  if (hasTerms(generation.kinds))
    database.run(
      kysely.schema
        .createIndex(`${table}_by_term`)
        .ifNotExists()
        .on(termsOf(generation))
        .columns(['column', 'term', 'key'])
        .compile(),
    );
}

export function dropTables(database: ViewDatabase, generation: Named): void {
  for (const table of [documentsOf(generation), termsOf(generation)])
    database.run(kysely.schema.dropTable(table).ifExists().compile());
}

/** The statements of the hot path, prepared once. */
export class DocumentWriter {
  private readonly upsert: StatementSync;
  private readonly remove: StatementSync;
  private readonly loading: StatementSync;
  private readonly forget: StatementSync | undefined;
  private readonly addTerm: StatementSync | undefined;
  private readonly columns: readonly (readonly [string, string])[];

  constructor({ db }: ViewDatabase, generation: Named) {
    const table = `"${documentsOf(generation)}"`;
    const terms = `"${termsOf(generation)}"`;
    const names = ['key', 'doc', ...columnsOf(generation.kinds).map(({ name }) => name)].map((n) => `"${n}"`);
    const set = names.slice(1).map((name) => `${name} = excluded.${name}`);
    this.columns = Object.entries(generation.kinds);
    this.upsert = db.prepare(
      `INSERT INTO ${table} (${names.join()}) VALUES (${names.map(() => '?').join()})
       ON CONFLICT (key) DO UPDATE SET ${set.join()}`,
    );
    this.remove = db.prepare(`DELETE FROM ${table} WHERE key = ?`);
    this.loading = db.prepare(
      `SELECT documents.key, doc FROM json_each(?) AS wanted JOIN ${table} AS documents ON documents.key = wanted.value`,
    );
    if (!hasTerms(generation.kinds)) return;
    this.forget = db.prepare(`DELETE FROM ${terms} WHERE key = ?`);
    this.addTerm = db.prepare(`INSERT INTO ${terms} VALUES (?, ?, ?)`);
  }

  load(keys: readonly string[]): Map<string, string> {
    const rows = this.loading.all(JSON.stringify(keys)) as unknown as { key: string; doc: string }[];
    return new Map(rows.map(({ key, doc }) => [key, doc]));
  }

  write({ key, text, values }: Change): void {
    this.forget?.run(key);
    if (text === undefined) {
      this.remove.run(key);
      return;
    }
    const row: Scalar[] = [key, text];
    for (const [i, [name, kind]] of this.columns.entries()) {
      const value = values[i] ?? null;
      if (kind === 'terms') for (const term of value as readonly string[]) this.addTerm?.run(key, name, term);
      else if (kind === 'decimal') row.push(value as Scalar, value === null ? null : Number(value));
      else row.push(value as Scalar);
    }
    this.upsert.run(...row);
  }
}
