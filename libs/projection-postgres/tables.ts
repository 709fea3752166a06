import { sql } from 'kysely';
import type { Change, Generation, Scalar } from '#projection';
import { columnsOf, createDocuments, createIndexes, hasTerms, type Dialect } from '#projection-sql';
import type { Session, Statement } from './database.ts';

/** So many documents, and about so many characters, go in one statement. */
const [MANY, SIZE] = [2_000, 4 * 1024 * 1024];
const ARRAYS = { text: 'text[]', integer: 'bigint[]', real: 'float8[]' } as const;
const TERMS = ['key', 'column', 'term'];

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export async function makeTables(session: Session, dialect: Dialect, generation: Generation): Promise<void> {
  await session.rows(createDocuments(dialect, generation));
  if (!hasTerms(generation.kinds)) return;
  const terms = dialect.termsOf(generation);
  const { text } = dialect.types;
  const table = TERMS.reduce(
    (table, name) => table.addColumn(name, sql`${text}`, (column) => column.notNull()),
    dialect.kysely.schema.createTable(terms),
  );
  await session.rows(table.compile());
  // A document's terms are replaced far more often than they are searched; what they are searched by comes later.
  await session.run(`CREATE INDEX ON ${terms} (key)`);
}

/** What the planner knows of the tables it learns here: it would not before the next round of autovacuum. */
export async function makeIndexes(session: Session, dialect: Dialect, generation: Generation): Promise<void> {
  for (const index of createIndexes(dialect, generation)) await session.rows(index);
  await session.run(`ANALYZE ${dialect.documentsOf(generation)}`);
  if (hasTerms(generation.kinds)) await session.run(`ANALYZE ${dialect.termsOf(generation)}`);
}

/** Of a generation in use: its documents, each in a row of its own, or one row without. */
export function loading(
  dialect: Dialect,
  generations: string,
  [number, keys]: [number, readonly string[]],
): Statement {
  const documents = dialect.documentsOf({ number, projection: '', kinds: {} });
  return {
    sql: `SELECT d.key, d.doc FROM ${generations} g LEFT JOIN ${documents} d ON d.key = ANY($2::text[])
      WHERE g.number = $1 AND g.position IS NOT NULL`,
    parameters: [number, keys],
  };
}

/** Writes what was folded, many documents in one statement. */
export async function writeDocuments(
  session: Session,
  dialect: Dialect,
  { generation, changes }: { readonly generation: Generation; readonly changes: readonly Change[] },
): Promise<void> {
  const writer = new DocumentWriter(session, dialect, generation);
  for (const part of partsOf(changes)) await writer.write(part);
}

function* partsOf(changes: readonly Change[]): Generator<readonly Change[]> {
  let [part, size]: [Change[], number] = [[], 0];
  for (const change of changes) {
    part.push(change);
    size += change.text?.length ?? 0;
    if (part.length < MANY && size < SIZE) continue;
    yield part;
    [part, size] = [[], 0];
  }
  if (part.length > 0) yield part;
}

class DocumentWriter {
  private readonly documents: string;
  private readonly terms: string | undefined;
  private readonly kinds: readonly (readonly [string, string])[];

  constructor(
    private readonly session: Session,
    dialect: Dialect,
    private readonly generation: Generation,
  ) {
    this.documents = dialect.documentsOf(generation);
    this.terms = hasTerms(generation.kinds) ? dialect.termsOf(generation) : undefined;
    this.kinds = Object.entries(generation.kinds);
  }

  async write(changes: readonly Change[]): Promise<void> {
    const written = changes.filter(({ text }) => text !== undefined);
    const removed = changes.filter(({ text }) => text === undefined).map(({ key }) => key);
    if (this.terms !== undefined)
      await this.session.run(
        `DELETE FROM ${this.terms} WHERE key = ANY($1::text[])`,
        changes.map(({ key }) => key),
      );
    if (removed.length > 0)
      await this.session.run(`DELETE FROM ${this.documents} WHERE key = ANY($1::text[])`, removed);
    if (written.length === 0) return;
    await this.upsert(written);
    if (this.terms !== undefined) await this.addTerms(written);
  }

  private async upsert(changes: readonly Change[]): Promise<void> {
    const columns = columnsOf(this.generation.kinds);
    const names = ['key', 'doc', ...columns.map(({ name }) => name)].map(quoted);
    const set = names.slice(1).map((name) => `${name} = excluded.${name}`);
    const arrays = ['text[]', 'text[]', ...columns.map(({ type }) => ARRAYS[type])];
    await this.session.run(
      `INSERT INTO ${this.documents} (${names.join()})
       SELECT * FROM unnest(${arrays.map((type, i) => `$${i + 1}::${type}`).join()})
       ON CONFLICT (key) DO UPDATE SET ${set.join()}`,
      changes.map(({ key }) => key),
      changes.map(({ text }) => text),
      ...this.columns(changes),
    );
  }

  /** The columns' values, each column's in a list of its own. */
  private columns(changes: readonly Change[]): Scalar[][] {
    return this.kinds.flatMap(([, kind], place) => {
      if (kind === 'terms') return [];
      const values = changes.map(({ values }) => (values[place] ?? null) as Scalar);
      return kind === 'decimal'
        ? [values, values.map((value) => (value === null ? null : Number(value)))]
        : [values];
    });
  }

  private async addTerms(changes: readonly Change[]): Promise<void> {
    const rows = changes.flatMap(({ key, values }) =>
      this.kinds.flatMap(([name, kind], place) =>
        kind === 'terms' ? (values[place] as readonly string[]).map((term) => [key, name, term]) : [],
      ),
    );
    if (rows.length === 0) return;
    await this.session.run(
      `INSERT INTO ${this.terms} SELECT * FROM unnest($1::text[], $2::text[], $3::text[])`,
      ...TERMS.map((_, i) => rows.map((row) => row[i])),
    );
  }
}
