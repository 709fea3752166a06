import type { Counted } from '#commitment';
import type { Amount } from '../../../numbers.ts';
import { currenciesByUse } from '../records-order.ts';
import type { Across } from '../sums-that-stand.ts';

/** What stands in a partnership, in a few figures: no more than a sentence holds. */
export interface Summary {
  /** How many promises stand by the word of their owners, and how many by that of others alone. */
  readonly own: number;
  readonly attributed: number;
  /** So many organisations promised something themselves. */
  readonly organisations: number;
  /** Each currency by itself, that which the most organisations use first; nothing is converted. */
  readonly promised: readonly Amount[];
  readonly paid: readonly Amount[];
  /** Said by others for an organisation, not confirmed: in neither of these. */
  readonly unconfirmed: readonly Amount[];
  readonly unconfirmedPaid: readonly Amount[];
  /** Of so many promises a report is awaited, or was. */
  readonly reporting: number;
  /** Of these, two reports or more are overdue. */
  readonly silent: number;
  /** Whose own time is over, and that are neither fulfilled nor ended. */
  readonly over: number;
}

/** A record, as far as it is summed up. */
interface Recorded {
  readonly across: Across;
  readonly counts: Readonly<Record<Counted, { readonly rows: number }>>;
}
type Counts = Recorded['counts'];
const REPORTING = ['notDue', 'current', 'late', 'silent'] as const satisfies (keyof Counts)[];

/** What stands in a few figures: sums as the book adds them up across organisations, counts as it tells them of each. */
export function summaryOf({ own, attributed }: Across, records: readonly Recorded[]): Summary {
  const currencies = currenciesByUse(records);
  const inOrder = (sums: readonly Amount[]) =>
    sums
      .filter(({ amount }) => amount !== '0')
      .toSorted((a, b) => currencies.indexOf(a.currency) - currencies.indexOf(b.currency));
  const counted = (...names: readonly (keyof Counts)[]) =>
    records.reduce((sum, { counts }) => names.reduce((some, name) => some + counts[name].rows, sum), 0);
  return {
    own: own.rows,
    attributed: attributed.rows,
    organisations: records.filter(({ across }) => across.own.rows > 0).length,
    promised: inOrder(own.promised),
    paid: inOrder(own.disbursed),
    unconfirmed: inOrder(attributed.promised),
    unconfirmedPaid: inOrder(attributed.disbursed),
    reporting: counted(...REPORTING),
    silent: counted('silent'),
    over: counted('over'),
  };
}
