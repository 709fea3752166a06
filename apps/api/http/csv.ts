import { stringify } from 'csv-stringify/sync';
import { Turns } from '#projection';

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

/** A row's cells, with the owner's name as it was on the row's day. */
function recordOf(row: object, names: Readonly<Record<string, string>>): Record<string, Cell> {
  const { named, ...told } = row as { organisation?: string; named?: Readonly<Record<string, string>> };
  const { organisation } = told;
  const name = organisation === undefined ? undefined : (named?.[organisation] ?? names[organisation]);
  return Object.fromEntries(
    cellsOf({ ...told, ...(name === undefined ? {} : { organisationName: name }) }, ''),
  );
}

/** So many rows become text at once. */
const AT_ONCE = 20;

/** Rows as comma separated values (RFC 4180), in slices of time; what a spreadsheet would run is defused. */
export async function csvOf(
  rows: readonly object[],
  names: Readonly<Record<string, string>>,
): Promise<Buffer> {
  const turns = new Turns();
  const records: Record<string, Cell>[] = [];
  const columns = new Set<string>();
  for (const row of rows) {
    const record = recordOf(row, names);
    for (const column of Object.keys(record)) columns.add(column);
    records.push(record);
    if (turns.due) await turns.give();
  }
  const options = { columns: [...columns], escape_formulas: true };
  const chunks = [Buffer.from(stringify([], { ...options, header: true }))];
  for (let at = 0; at < records.length; at += AT_ONCE) {
    chunks.push(Buffer.from(stringify(records.slice(at, at + AT_ONCE), options)));
    if (turns.due) await turns.give();
  }
  return Buffer.concat(chunks);
}
