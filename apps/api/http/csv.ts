import { linesOf, UTF_8_MARK, type Cell } from '#csv';
import { TimeSlice } from '#projection';

type Told = Readonly<Record<string, unknown>>;
const isTold = (value: unknown): value is Told =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** Amounts by currency: they take a line for each currency. */
const isByCurrency = (value: unknown): value is readonly Told[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((one) => isTold(one) && Object.hasOwn(one, 'currency'));

/** The currencies that a row has amounts in, in the order of their codes. */
function currenciesIn(value: unknown): Set<string> {
  const inside = isByCurrency(value)
    ? value.map(({ currency }) => [String(currency)])
    : isTold(value)
      ? Object.values(value).map((one) => [...currenciesIn(one)])
      : [];
  return new Set(inside.flat().sort());
}

/** What nothing is known of beforehand, in words: `money.amount=5; money.currency=USD`. */
function wordsOf(value: unknown, name = ''): string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((one, i) => wordsOf(one, `${name}.${i + 1}`));
  if (!isTold(value)) return [name === '' ? String(value) : `${name}=${String(value)}`];
  return Object.entries(value).flatMap(([key, one]) => wordsOf(one, name === '' ? key : `${name}.${key}`));
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'number' || typeof value === 'string') return value;
  return typeof value === 'object' ? wordsOf(value).join('; ') : String(value);
}

/** Several in one cell, in the order of the list, so that the columns of a list of objects go together. */
function joined(cells: readonly Cell[]): Cell {
  if (cells.every((cell) => cell === undefined)) return undefined;
  return cells.length === 1 ? cells[0] : cells.map((cell) => cell ?? '').join('; ');
}

/** What a row has at the path of a column, of amounts by currency that in this one. */
function at(value: unknown, path: readonly string[], currency: string | undefined): Cell {
  if (isByCurrency(value)) {
    const amount = value.find((one) => one['currency'] === currency);
    return at(amount, path.length > 0 ? path : ['amount'], currency);
  }
  if (Array.isArray(value)) return joined(value.map((one) => at(one, path, currency)));
  const [name, ...rest] = path;
  if (name === undefined) return cellOf(value);
  return isTold(value) && Object.hasOwn(value, name) ? at(value[name], rest, currency) : undefined;
}

/** Where a value has cells, as paths; what is a list inside a list has none. */
function* pathsOf(value: unknown, path: string, inList = false): Generator<string> {
  const to = (name: string): string => (path === '' ? name : `${path}.${name}`);
  if (isByCurrency(value) && !inList) {
    yield 'currency';
    for (const name of new Set(value.flatMap((one) => Object.keys(one))))
      if (name !== 'currency') yield name === 'amount' ? path : to(name);
  } else if (Array.isArray(value)) {
    if (!inList) for (const one of value) yield* pathsOf(one, path, true);
  } else if (isTold(value))
    for (const [name, one] of Object.entries(value)) yield* pathsOf(one, to(name), inList);
  else if (value !== null && value !== undefined) yield path;
}

/** The columns of rows of which nothing is known beforehand, in the order in which they are met. */
export const columnsIn = (rows: readonly object[]): string[] => [
  ...new Set(rows.flatMap((row) => [...pathsOf(row, '')])),
];

export interface Table {
  /** Paths of the rows' values: the same for every answer to a query. */
  readonly columns: readonly string[];
  /** Organisations by their names. */
  readonly names: Readonly<Record<string, string>>;
}

/** The lines of a row, with the owner's name as it was on the row's day. */
function linesOfRow(row: object, head: readonly string[], { columns, names }: Table): Cell[][] {
  const { organisation, named } = row as { organisation?: string; named?: Readonly<Record<string, string>> };
  const name = organisation === undefined ? undefined : (named?.[organisation] ?? names[organisation]);
  const currencies = columns.includes('currency') ? [...currenciesIn(row)] : [];
  return (currencies.length > 0 ? currencies : [undefined]).map((currency) => {
    const told = { currency, ...row, organisationName: name };
    return head.map((column) => at(told, column.split('.'), currency));
  });
}

/** So many rows become text at once. */
const AT_ONCE = 20;
const bytesOf = (lines: readonly (readonly Cell[])[]): Buffer => Buffer.from(linesOf(lines));

export const BYTE_ORDER_MARK = Buffer.from(UTF_8_MARK);

/**
 * Rows as comma separated values (RFC 4180), in slices of time: one line each, or one for each currency that a row has
 * several amounts in, which its column `currency` names. After an organisation comes its name.
 */
export async function csvOf(rows: readonly object[], table: Table): Promise<Buffer> {
  const slice = new TimeSlice();
  const head = table.columns.flatMap((column) =>
    column === 'organisation' ? [column, 'organisationName'] : [column],
  );
  const chunks = [bytesOf([head])];
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    chunks.push(bytesOf(rows.slice(from, from + AT_ONCE).flatMap((row) => linesOfRow(row, head, table))));
    if (slice.isOver) await slice.yield();
  }
  return Buffer.concat(chunks);
}
