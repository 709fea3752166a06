import type { Counted, RecordFigures } from '#commitment';
import type { OfMoment } from '../../answers.ts';
import { amountOf, currenciesOf, STANDS, type Group } from '../partnership/sums-that-stand.ts';
import type { Amount } from '../../words.ts';

/** Figures of a record, each with the question that lists its promises. */
export interface Figures extends Pick<RecordFigures, 'rows' | 'contained' | 'milestones' | 'groups'> {
  readonly ledger: string;
  readonly counts: Readonly<Record<Counted, { readonly rows: number; readonly ledger: string }>>;
}
/** What an organisation, or one that it goes on for, did in one partnership. */
export interface InPartnership extends Figures {
  readonly partnership: string;
  readonly title: string;
  readonly programme?: string;
  readonly organisation: string;
  readonly participant: boolean;
}
/** An organisation's record across partnerships. */
export interface RecordAnswer extends OfMoment {
  readonly organisation: string;
  readonly name: string;
  readonly altogether: Figures;
  readonly rows: readonly InPartnership[];
}

/** What stands comes to, each currency by itself. */
export function sumsThatStand(
  groups: readonly Group[],
  of: 'promised' | 'disbursed' | 'spent',
): readonly Amount[] {
  const standing = groups.filter(({ status }) => STANDS.has(status));
  const sums = standing.map((group) => group[of]);
  const named = new Set(sums.flat().map(({ currency }) => currency));
  return currenciesOf(standing)
    .filter((currency) => named.has(currency))
    .map((currency) => ({ currency, amount: amountOf(sums, currency) }));
}
