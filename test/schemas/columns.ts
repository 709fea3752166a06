import type { Schema } from './answers.ts';

type Named = Readonly<Record<string, Schema>>;
interface Place {
  readonly path: string;
  /** Inside a list: what is a list there has no columns. */
  readonly inList: boolean;
  /** Definitions that it lies in: one that lies in itself has no columns. */
  readonly within: readonly string[];
}

const fieldsOf = ({ properties = {} }: Schema): Named => properties as Named;

function resolved(schema: Schema, named: Named): { schema: Schema; name?: string } {
  const name = (schema['$ref'] as string | undefined)?.split('/').at(-1);
  return name === undefined ? { schema } : { schema: named[name] as Schema, name };
}

/** Whether these are amounts by currency, which take a line for each currency. */
const isByCurrency = (items: Schema): boolean => 'currency' in fieldsOf(items);

function* columnsIn(given: Schema, named: Named, place: Place): Generator<string> {
  const { schema, name } = resolved(given, named);
  if (name !== undefined && place.within.includes(name)) return;
  const { path, inList } = place;
  const within = name === undefined ? place.within : [...place.within, name];
  const at = (field: string): Place => ({ path: path === '' ? field : `${path}.${field}`, inList, within });
  const all = (schema['anyOf'] ?? schema['allOf']) as readonly Schema[] | undefined;
  if (all) for (const one of all) yield* columnsIn(one, named, { path, inList, within });
  else if (schema['type'] === 'array') {
    if (!inList) yield* columnsOfList((schema['items'] ?? {}) as Schema, named, { path, inList, within });
  } else if (Object.keys(fieldsOf(schema)).length === 0) {
    if (path !== '') yield path;
  } else
    for (const [field, inside] of Object.entries(fieldsOf(schema)))
      yield* columnsIn(inside, named, at(field));
}

function* columnsOfList(given: Schema, named: Named, place: Place): Generator<string> {
  const items = resolved(given, named).schema;
  if (!isByCurrency(items)) return yield* columnsIn(given, named, { ...place, inList: true });
  yield 'currency';
  for (const field of Object.keys(fieldsOf(items)))
    if (field !== 'currency') yield field === 'amount' ? place.path : `${place.path}.${field}`;
}

/** What tells rows apart comes first, in this order. */
const FIRST =
  'event observation disclosure jointCommitment commitment partnership organisation title programme step how by of standing promise status voice what period'.split(
    ' ',
  );
const rank = (column: string): number => {
  const found = FIRST.indexOf(column.split('.')[0] ?? '');
  return found < 0 ? FIRST.length : found;
};

/** The columns of rows of this schema: the same, in the same order, whatever the rows hold. */
export const columnsOf = (rows: Schema, named: Named): string[] =>
  [...new Set(columnsIn(rows, named, { path: '', inList: false, within: [] }))].sort(
    (a, b) => rank(a) - rank(b),
  );
