import * as decimal from '../../../../libs/kernel/decimal.ts';
import { shareOf } from './share.ts';
import { amountOf, currenciesOf, type Across } from './sums-that-stand.ts';

/** What an organisation promised and paid, in one currency. */
export interface Figures {
  readonly promised: string;
  readonly paid: string;
  /** What of it was paid, as a part of 1 in a decimal string; undefined of nothing. */
  readonly share: string | undefined;
  /** Of what is promised: what is an intention, and what others said. */
  readonly pledged: string;
  readonly attributed: string;
  /** Paid under promises that no longer stand. */
  readonly paidEnded: string;
}

export function figuresOf({ standing, intentions, attributed, ended }: Across, currency: string): Figures {
  const [promised, paid] = [amountOf(standing.promised, currency), amountOf(standing.disbursed, currency)];
  return {
    promised,
    paid,
    share: shareOf(paid, promised),
    pledged: amountOf(intentions.promised, currency),
    attributed: amountOf(attributed.promised, currency),
    paidEnded: amountOf(ended.disbursed, currency),
  };
}

/** Currencies of some records, that of the most organisations first. */
export function currenciesByUse(records: readonly { readonly across: Across }[]): string[] {
  const uses = new Map<string, number>();
  for (const { across } of records)
    for (const currency of currenciesOf(across.standing, across.ended))
      uses.set(currency, (uses.get(currency) ?? 0) + 1);
  return [...uses].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([currency]) => currency);
}

interface Row {
  readonly name: string;
  readonly rows: number;
  readonly figures: Figures;
}
const byAmount = (of: (figures: Figures) => string) => (a: Row, b: Row) =>
  decimal.compare(of(a.figures), of(b.figures));
const ORDERS: Readonly<Record<string, (a: Row, b: Row) => number>> = {
  organisation: (a, b) => a.name.localeCompare(b.name),
  promises: (a, b) => a.rows - b.rows,
  promised: byAmount(({ promised }) => promised),
  paid: byAmount(({ paid }) => paid),
  share: byAmount(({ share }) => share ?? '0'),
};

/** In the order of a column, `-` for the other way; who promised nothing in the currency has no share, and comes last. */
export function inOrder<R extends Row>(rows: readonly R[], sort: string): R[] {
  const [down, column] = sort.startsWith('-') ? [true, sort.slice(1)] : [false, sort];
  const order = ORDERS[column] ?? ORDERS['promised'];
  const last = (row: Row) => (column === 'share' && row.figures.share === undefined ? 1 : 0);
  return rows.toSorted(
    (a, b) => last(a) - last(b) || (down ? -1 : 1) * (order?.(a, b) ?? 0) || (a.name < b.name ? -1 : 1),
  );
}

/** Who promised the most in a currency, and who paid the smallest share of what it promised; ties are told together. */
export function extremesOf<R extends Row>(rows: readonly R[]): { most: R[]; least: R[] } | undefined {
  const all = rows.filter(({ figures }) => figures.share !== undefined);
  // Nobody is singled out for what only others said, where others spoke for themselves.
  const own = all.filter(({ figures }) => figures.attributed !== figures.promised);
  const promising = own.length > 0 ? own : all;
  const [first] = inOrder(promising, '-promised');
  const [slowest] = inOrder(promising, 'share');
  if (!first || !slowest || promising.length < 2) return undefined;
  return {
    most: promising.filter(({ figures }) => decimal.compare(figures.promised, first.figures.promised) === 0),
    least: promising.filter(({ figures }) => figures.share === slowest.figures.share),
  };
}
