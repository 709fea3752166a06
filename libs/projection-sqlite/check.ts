import type { Finding } from '#event-store';
import type { Generation } from '#projection';
import { hasTerms, type Named } from '#projection-sql';
import { CheckedFile, isFinding } from '#sqlite';
import { ViewDatabase } from './database.ts';
import { sqlite } from './dialect.ts';
import { Registry } from './registry.ts';

type Row = Readonly<Record<string, unknown>>;

/** So many documents of a view are told at the most: it is built anew as a whole. */
const MOST = 10;

/** What SQLite finds in a file of views by itself, and which of these projections are served there. */
export function lookedThrough(
  file: string,
  projections: readonly string[],
): { readonly findings: readonly Finding[]; readonly served: ReadonlyMap<string, Generation> } {
  const opened = CheckedFile.open(file);
  if (isFinding(opened)) return { findings: [opened], served: new Map() };
  const served = new Map<string, Generation>();
  try {
    const findings = [...opened.integrity()];
    const more = opened.reading('generations', () => {
      const registry = new Registry(ViewDatabase.over(opened.db, file));
      for (const name of projections) {
        const generation = registry.active(name);
        if (generation) served.set(name, generation);
      }
      return [];
    });
    return { findings: [...findings, ...more], served };
  } finally {
    opened.close();
  }
}

/** Documents, columns and terms of a projection in which two files differ, as they stand in the first. */
export function* differences(
  file: string,
  generation: Generation,
  other: { readonly file: string; readonly generation: Generation },
): Generator<Finding> {
  const opened = CheckedFile.open(file);
  if (isFinding(opened)) return yield opened;
  const { projection, kinds } = generation;
  try {
    yield* opened.reading(projection, () => {
      opened.db.prepare('ATTACH ? AS other').run(other.file);
      const table = (named: (of: Named) => string) => [
        `main."${named(generation)}"`,
        `other."${named(other.generation)}"`,
      ];
      const documents = differing(opened, table(sqlite.documentsOf), '"key"');
      const terms = hasTerms(kinds)
        ? differing(opened, table(sqlite.termsOf), '"key", "column", "term"')
        : [];
      return [...documents, ...terms].map(({ at, what }) => ({ at: `${projection}, ${at}`, what }));
    });
  } finally {
    opened.close();
  }
}

function differing(opened: CheckedFile, tables: readonly string[], key: string) {
  const [here, there] = tables as [string, string];
  const only = (a: string, b: string) => `SELECT ${key} FROM (SELECT * FROM ${a} EXCEPT SELECT * FROM ${b})`;
  const keys = opened.rows<Row>(`${only(here, there)} UNION ${only(there, here)} LIMIT ${MOST}`);
  return keys.map((row) => {
    const at = Object.values(row).join(', ');
    const where = Object.keys(row).map((name) => `"${name}" IS ?`);
    const one = (table: string) =>
      opened.db
        .prepare(`SELECT * FROM ${table} WHERE ${where.join(' AND ')}`)
        .get(...(Object.values(row) as string[]));
    return { at, what: saying(one(here), one(there)) };
  });
}

function saying(here: Row | undefined, there: Row | undefined): string {
  if (!here) return 'is missing, and the events tell of it';
  if (!there) return 'is there, and no event tells of it';
  const fields = Object.keys(there).filter((name) => here[name] !== there[name]);
  return `${fields.join(', ')} is not what the events come to`;
}
