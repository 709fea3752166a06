import { stringify } from 'csv-stringify/sync';

type Cell = string | number | boolean | undefined;

/** A value in cells: objects spread out under dotted names, lists of words joined, anything deeper as JSON. */
function* cellsOf(value: unknown, name: string): Generator<[string, Cell]> {
  if (value === null || value === undefined) return;
  if (Array.isArray(value))
    yield [name, value.every((one) => typeof one === 'string') ? value.join('; ') : JSON.stringify(value)];
  else if (typeof value === 'object')
    for (const [key, inner] of Object.entries(value))
      yield* cellsOf(inner, name === '' ? key : `${name}.${key}`);
  else yield [name, value as Cell];
}

/**
 * Rows as comma separated values (RFC 4180), with the owner's name as it was on the row's day; what a spreadsheet would
 * run is defused.
 */
export function csvOf(rows: readonly object[], names: Readonly<Record<string, string>>): string {
  const records = rows.map((row): Record<string, Cell> => {
    const { named, ...told } = row as { organisation?: string; named?: Readonly<Record<string, string>> };
    const { organisation } = told;
    const name = organisation === undefined ? undefined : (named?.[organisation] ?? names[organisation]);
    return Object.fromEntries(
      cellsOf({ ...told, ...(name === undefined ? {} : { organisationName: name }) }, ''),
    );
  });
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return stringify(records, { header: true, columns, escape_formulas: true });
}
