import { isDeepStrictEqual } from 'node:util';

/** One thing that was said then and is said otherwise now. */
export interface Change {
  /** The row it stands in, as the name of its list and what it is told apart by; none outside of lists. */
  readonly row?: readonly [list: string, id: string];
  /** Where, by the names of fields, within the row or the answer; of a whole row: nowhere within. */
  readonly path: readonly string[];
  /** Missing: it was not there. */
  readonly then?: unknown;
  /** Missing: it is not there any more. */
  readonly now?: unknown;
}
type Fields = Readonly<Record<string, unknown>>;
type Place = Pick<Change, 'row' | 'path'>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isRows = (value: unknown): value is readonly Fields[] => Array.isArray(value) && value.every(isFields);

/** What differs between two answers, down to the fields that do. */
export function changesBetween(then: unknown, now: unknown, place: Place = { path: [] }): Change[] {
  if (isDeepStrictEqual(then, now)) return [];
  if (isFields(then) && isFields(now))
    return [...new Set([...Object.keys(then), ...Object.keys(now)])].flatMap((name) =>
      changesBetween(then[name], now[name], { ...place, path: [...place.path, name] }),
    );
  const [rowsThen, rowsNow] = [then ?? [], now ?? []];
  if (isRows(rowsThen) && isRows(rowsNow)) {
    const ids = toldApart(rowsThen, rowsNow);
    if (ids) return rowsBetween(ids, place);
  }
  return [{ ...place, ...(then === undefined ? {} : { then }), ...(now === undefined ? {} : { now }) }];
}

type ById = ReadonlyMap<string, Fields>;

function rowsBetween([then, now]: readonly [ById, ById], { row, path }: Place): Change[] {
  return [...new Set([...then.keys(), ...now.keys()])].flatMap((id) =>
    changesBetween(
      then.get(id),
      now.get(id),
      row ? { row, path: [...path, id] } : { row: [path.join('/'), id], path: [] },
    ),
  );
}

/** The fields of a row that are text, those of its objects included, in its own order: what it is told apart by leads. */
function* textsIn(row: Fields, prefix = ''): Generator<[name: string, text: string]> {
  for (const [name, value] of Object.entries(row))
    if (typeof value === 'string') yield [prefix + name, value];
    else if (isFields(value)) yield* textsIn(value, `${prefix}${name}.`);
}

/**
 * The rows of two lists by what they are told apart by: their id, or the first text they all have, and as many of those
 * that follow as tell more of them apart. Undefined: nothing does.
 */
function toldApart(then: readonly Fields[], now: readonly Fields[]): readonly [ById, ById] | undefined {
  const lists = [then, now].map((rows) => rows.map((row) => Object.fromEntries(textsIn(row))));
  const rows = lists.flat();
  // Of one book alone is asked.
  const common = Object.keys(rows[0] ?? {})
    .filter((name) => name !== 'partnership' && rows.every((row) => row[name] !== undefined))
    .sort((a, b) => Number(b === 'id') - Number(a === 'id'));
  const idBy = (names: readonly string[]) => (row: Record<string, string>) =>
    names.map((name) => row[name]).join(' ');
  const told = (names: readonly string[]): number =>
    lists.reduce((sum, list) => sum + new Set(list.map(idBy(names))).size, 0);
  let names: readonly string[] = [];
  for (const name of common) {
    if (names.length > 0 && told(names) === rows.length) break;
    if (names.length === 0 || told([...names, name]) > told(names)) names = [...names, name];
  }
  if (names.length === 0 || told(names) < rows.length) return undefined;
  const byId = (list: readonly Fields[], texts: readonly Record<string, string>[]): ById =>
    new Map(texts.map((row, i) => [idBy(names)(row), list[i] as Fields]));
  return [byId(then, lists[0] ?? []), byId(now, lists[1] ?? [])];
}
