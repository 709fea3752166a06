import { decimal, EVER, type AnyProjection, type Column } from '#kernel';

export type Scalar = string | number | null;
export type Kind = Column<never>['kind'];
/** What a projection's documents are listed by, as its tables have it. */
export type Kinds = Readonly<Record<string, Kind>>;
/** A document's columns, in the order of the projection's. */
export type Values = readonly (Scalar | readonly string[])[];

export const kindsOf = (projection: AnyProjection): Kinds =>
  Object.fromEntries(Object.entries(projection.columns).map(([name, { kind }]) => [name, kind]));

/** So many UTF-16 units of a text count: an index of PostgreSQL takes no entry over 2,704 bytes, in which a key stands, too. */
const COUNTED = 500;

/**
 * A value as a column of this kind holds it, so that every store and the memory compare the same thing. Decimals lose
 * their trailing zeros; text loses what SQLite or PostgreSQL cannot hold, and what comes after its first 500 UTF-16 units.
 *
 * @throws TypeError it is no value of this kind
 */
export function scalarOf(kind: Kind, value: unknown): Scalar {
  if (value === null || value === undefined) return null;
  if (kind === 'integer') {
    if (Number.isSafeInteger(value)) return (value as number) + 0;
  } else if (typeof value === 'string') {
    if (kind === 'decimal') return decimal.add(value, '0');
    const text = value.length > COUNTED ? value.slice(0, COUNTED) : value;
    return text.isWellFormed() && !text.includes('\0')
      ? text
      : text.toWellFormed().replaceAll('\0', '\uFFFD');
  }
  throw new TypeError(`no ${kind}: ${String(value)}`);
}

/** What a document has in a column, by the column's place in the order of the projection's. */
export type ValueAt = (place: number) => Values[number];

/** Reads a document's columns one by one, as they are on an effective date: most queries look at few of them. */
export function valueReader<D>(
  columns: Readonly<Record<string, Column<D>>>,
  date: string = EVER,
): (doc: D) => ValueAt {
  const list = Object.values(columns);
  const read = (doc: D, column: Column<D>): Values[number] =>
    column.kind === 'terms'
      ? [...new Set(column.of(doc, date).map((term) => scalarOf('text', term) as string))]
      : scalarOf(column.kind, column.of(doc, date));
  return (doc) => {
    const known: (Values[number] | undefined)[] = [];
    return (place) => {
      const column = list[place];
      if (!column) return null;
      const value = known[place] === undefined ? read(doc, column) : known[place];
      known[place] = value;
      return value;
    };
  };
}

/** Reads all columns of a document. */
export function columnReader<D>(columns: Readonly<Record<string, Column<D>>>): (doc: D) => Values {
  const places = Object.keys(columns).keys().toArray();
  const valuesOf = valueReader(columns);
  return (doc) => places.map(valuesOf(doc));
}

/** The order of the bytes in UTF-8, which databases sort by; JavaScript's own is that of UTF-16. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}
/** Halves of a pair stand for what lies above U+FFFF. */
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x2800 : unit);

/** The order of two values of a column; neither is null. */
export function compareScalars(kind: Kind, a: Scalar, b: Scalar): number {
  if (kind === 'integer') return Number(a) - Number(b);
  const byNumber = kind === 'decimal' ? orderOf(Number(a), Number(b)) : 0;
  return byNumber || compareText(String(a), String(b));
}
const orderOf = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
