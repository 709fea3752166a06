import type { StatementSync } from 'node:sqlite';
import type { Change, Scalar } from '#projection';
import { columnsOf, createDocuments, createIndexes, dropTables, hasTerms, type Named } from '#projection-sql';
import type { ViewDatabase } from './database.ts';
import { sqlite } from './dialect.ts';

export function makeTables(database: ViewDatabase, generation: Named): void {
  database.run(createDocuments(sqlite, generation));
  if (!hasTerms(generation.kinds)) return;
  const name = sqlite.termsOf(generation);
  // By key first: a document's terms are replaced far more often than they are searched.
  database.db.exec(
    `CREATE TABLE "${name}" (key TEXT, column TEXT, term TEXT, PRIMARY KEY (key, column, term)) WITHOUT ROWID`,
  );
}

export function makeIndexes(database: ViewDatabase, generation: Named): void {
  for (const index of createIndexes(sqlite, generation)) database.run(index);
}

export function removeTables(database: ViewDatabase, generation: Named): void {
  for (const table of dropTables(sqlite, generation)) database.run(table);
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
    const table = `"${sqlite.documentsOf(generation)}"`;
    const terms = `"${sqlite.termsOf(generation)}"`;
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
