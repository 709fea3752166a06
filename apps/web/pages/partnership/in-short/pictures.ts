import { inOrder, currenciesByUse, figuresOf, type Figures } from '../records-order.ts';
import type { RecordRow } from '../records-row.ts';
import { amountOf } from '../sums-that-stand.ts';
import type { Lengths } from '../../../told.ts';
import type { Words } from '../../../words.ts';

/** What one organisation promised and paid in a currency, as parts of the longest bar, from 0 to 1. */
export interface Bar {
  readonly organisation: string;
  readonly name: string;
  readonly ledger: string;
  readonly figures: Figures;
  /** Promised under what no longer stands. */
  readonly ended: string;
  readonly lengths: Lengths;
}
/** The bars of one currency, the longest promise first. */
export interface Picture {
  readonly currency: string;
  readonly bars: readonly Bar[];
  /** So many organisations have smaller sums, and no bar. */
  readonly more: number;
}

/** So many bars are seen at once. */
const MOST = 8;

const isAny = (amounts: readonly string[]): boolean => amounts.some((amount) => amount !== '0');

/** A picture for each currency, that which the most organisations use first: sums of two are never compared. */
export function picturesOf(
  records: readonly RecordRow[],
  nameOf: (organisation: string) => string,
  order: Words['order'],
): Picture[] {
  return currenciesByUse(records).flatMap((currency) => {
    const rows = records.flatMap((row) => {
      const figures = figuresOf(row.across, currency);
      const ended = amountOf(row.across.ended.promised, currency);
      const { promised, paid, attributed } = figures;
      const one = { ...row, name: nameOf(row.organisation), figures, ended };
      return isAny([promised, paid, attributed, ended]) ? [one] : [];
    });
    // Drawn is what can be told apart by eye: a float will do.
    const longest = Math.max(
      ...rows.map(({ figures: { promised, paid, attributed }, ended }) =>
        Math.max(Number(paid), Number(promised) + Number(attributed) + Number(ended)),
      ),
    );
    const part = (amount: string) => Math.max(0, Number(amount)) / (longest || 1);
    const bars = inOrder(rows, { sort: '-promised', order })
      .slice(0, MOST)
      .map(({ organisation, name, ledger, figures, ended }) => ({
        organisation,
        name,
        ledger,
        figures,
        ended,
        lengths: {
          promised: part(figures.promised),
          paid: part(figures.paid),
          unconfirmed: part(figures.attributed),
          ended: part(ended),
        },
      }));
    return rows.length === 0 ? [] : [{ currency, bars, more: rows.length - bars.length }];
  });
}
