import { stringify } from 'csv-stringify/sync';

type Cell = string | number | undefined;
type OfCurrency = Readonly<{ currency: string; amount?: string }>;
type OfPlace = Readonly<{ place: string; percentage?: string }>;

const areAll = <T extends object>(list: readonly unknown[], by: keyof T & string): list is readonly T[] =>
  list.every((one) => typeof one === 'object' && one !== null && Object.hasOwn(one, by));
/** Whether there is at most one for each currency. */
const areByCurrency = (list: readonly unknown[]): list is readonly OfCurrency[] =>
  areAll<OfCurrency>(list, 'currency') && new Set(list.map(({ currency }) => currency)).size === list.length;

/** A list in cells: words and places joined, what there is for each currency in columns of it, anything deeper as JSON. */
function* cellsOfList(list: readonly unknown[], name: string): Generator<[string, Cell]> {
  if (list.every((one) => typeof one === 'string')) yield [name, list.join('; ')];
  else if (areByCurrency(list))
    for (const { currency, amount, ...more } of list)
      yield* cellsOf(amount === undefined ? more : amount, `${name}.${currency}`);
  else if (areAll<OfPlace>(list, 'place'))
    yield [
      name,
      list.map(({ place, percentage }) => (percentage ? `${place} ${percentage}%` : place)).join('; '),
    ];
  else yield [name, JSON.stringify(list)];
}

/** A value in cells: objects spread out under dotted names. What is an empty list has no cell. */
function* cellsOf(value: unknown, name: string): Generator<[string, Cell]> {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    if (value.length > 0) yield* cellsOfList(value, name);
  } else if (typeof value === 'object')
    for (const [key, inner] of Object.entries(value))
      yield* cellsOf(inner, name === '' ? key : `${name}.${key}`);
  else yield [name, typeof value === 'boolean' ? String(value) : (value as Cell)];
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
