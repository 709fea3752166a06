import * as decimal from '../../../../libs/kernel/decimal.ts';
import type { Words } from '../../words.ts';
import { shareOf } from './share.ts';
import { amountOf, currenciesOf, type Across } from './sums-that-stand.ts';

/** What an organisation promised and paid by its own word, in one currency; beside it what others said. */
export interface Figures {
  readonly promised: string;
  readonly paid: string;
  /** What of it was paid, as a part of 1 in a decimal string; undefined of nothing. */
  readonly share: string | undefined;
  /** Of what is promised, what is an intention. */
  readonly pledged: string;
  /** Recorded by others, and not confirmed: in neither of these, since it counts against nobody. */
  readonly attributed: string;
  readonly paidAttributed: string;
  /** Paid under promises that no longer stand. */
  readonly paidEnded: string;
}

export function figuresOf({ own, pledges, attributed, ended }: Across, currency: string): Figures {
  const [promised, paid] = [amountOf(own.promised, currency), amountOf(own.disbursed, currency)];
  return {
    promised,
    paid,
    share: shareOf(paid, promised),
    pledged: amountOf(pledges.promised, currency),
    attributed: amountOf(attributed.promised, currency),
    paidAttributed: amountOf(attributed.disbursed, currency),
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
type Amount = (figures: Figures) => string;
/** By its own word; where that is the same, by what others said. */
const byAmount =
  (own: Amount, others: Amount = own) =>
  (a: Row, b: Row) =>
    decimal.compare(own(a.figures), own(b.figures)) || decimal.compare(others(a.figures), others(b.figures));
const ORDERS: Readonly<Record<string, (a: Row, b: Row) => number>> = {
  promises: (a, b) => a.rows - b.rows,
  promised: byAmount(
    ({ promised }) => promised,
    ({ attributed }) => attributed,
  ),
  paid: byAmount(
    ({ paid }) => paid,
    ({ paidAttributed }) => paidAttributed,
  ),
  share: byAmount(({ share }) => share ?? '0'),
};

/**
 * In the order of a column, `-` for the other way; who promised nothing in the currency has no share, and comes last.
 *
 * @param asked.order how names are sorted, and with them what is alike
 */
export function inOrder<R extends Row>(
  rows: readonly R[],
  { sort, order: byName }: { readonly sort: string; readonly order: Words['order'] },
): R[] {
  const [down, column] = sort.startsWith('-') ? [true, sort.slice(1)] : [false, sort];
  const byNames = (a: Row, b: Row) => byName(a.name, b.name);
  const order = column === 'organisation' ? byNames : (ORDERS[column] ?? ORDERS['promised']);
  const last = (row: Row) => (column === 'share' && row.figures.share === undefined ? 1 : 0);
  return rows.toSorted(
    (a, b) => last(a) - last(b) || (down ? -1 : 1) * (order?.(a, b) ?? 0) || byNames(a, b),
  );
}

/**
 * Who promised the most in a currency, and who paid the smallest share of what it promised, each by its own word; ties
 * are told together.
 */
export function extremesOf<R extends Row>(rows: readonly R[]): { most: R[]; least: R[] } | undefined {
  const promising = rows.filter(({ figures }) => figures.share !== undefined);
  if (promising.length < 2) return undefined;
  // The order of names tells nothing of who is first alone: all that are alike are told.
  const firstBy = (sort: string) => inOrder(promising, { sort, order: () => 0 })[0]?.figures;
  const [first, slowest] = [firstBy('-promised'), firstBy('share')];
  return {
    most: promising.filter(({ figures }) => decimal.compare(figures.promised, first?.promised ?? '0') === 0),
    least: promising.filter(({ figures }) => figures.share === slowest?.share),
  };
}
