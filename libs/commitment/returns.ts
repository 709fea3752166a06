import { decimal, refuse, type Refusal } from '#kernel';
import type { Entry } from './commitment.ts';
import type { PaidKind } from './events.ts';
import { addUp, type Sum } from './money.ts';

export const isPaid = (kind: Entry['kind']): kind is PaidKind =>
  kind === 'disbursement' || kind === 'expenditure';

const moneyOf = ({ values: { money } }: Entry): readonly Sum[] => (money ? [money] : []);

/** What was paid of a kind, each currency by itself, whatever came back of it. */
export const paidIn = (entries: readonly Entry[], of: PaidKind): readonly Sum[] =>
  addUp(entries.flatMap((entry) => (entry.kind === of ? moneyOf(entry) : [])));

/** What came back of it. */
export const returnedIn = (entries: readonly Entry[], of: PaidKind): readonly Sum[] =>
  addUp(
    entries.flatMap((entry) => (entry.kind === 'return' && entry.values.of === of ? moneyOf(entry) : [])),
  );

export const less = (paid: readonly Sum[], returned: readonly Sum[]): readonly Sum[] =>
  returned.length === 0
    ? paid
    : addUp([
        ...paid,
        ...returned.map(({ currency, amount }) => ({ currency, amount: decimal.subtract('0', amount) })),
      ]);

/** The returns that name a payment. */
export const returnsOf = (entries: readonly Entry[], payment: string): readonly Entry[] =>
  entries.filter(({ kind, values }) => kind === 'return' && values.payment === payment);

const isMore = (returned: readonly Sum[], paid: readonly Sum[]): boolean =>
  less(paid, returned).some(({ amount }) => decimal.compare(amount, '0') < 0);

/**
 * Why entries cannot stand beside each other: more would have come back of a payment, or of all that was paid in a
 * currency, than was paid.
 */
export function refuseMoreReturned(entries: readonly Entry[]): Refusal | undefined {
  const returns = entries.filter(({ kind }) => kind === 'return');
  if (returns.length === 0) return undefined;
  const named = new Set(returns.flatMap(({ values }) => values.payment ?? []));
  const isTooMuch =
    (['disbursement', 'expenditure'] as const).some((of) =>
      isMore(returnedIn(returns, of), paidIn(entries, of)),
    ) ||
    entries.some(
      (entry) =>
        named.has(entry.entry) && isMore(returnsOf(returns, entry.entry).flatMap(moneyOf), moneyOf(entry)),
    );
  return isTooMuch
    ? refuse(
        'more-returned-than-paid',
        'No more comes back than was paid, in the currency in which it was paid: record or mend the payment first.',
        { field: 'money' },
      )
    : undefined;
}
