import { decimal } from '#kernel';
import type { Currency, Decimal } from '#vocabulary';
import type { Money } from './particulars.ts';

/** Money of one currency added up. Currencies are never added together. */
export interface Sum {
  readonly currency: Currency;
  readonly amount: Decimal;
}

/** One sum per currency, in the order of their codes. */
export function addUp(amounts: Iterable<Money | Sum>): Sum[] {
  const sums = new Map<string, string>();
  for (const { amount, currency } of amounts)
    sums.set(currency, decimal.add(sums.get(currency) ?? '0', amount));
  return [...sums]
    .map(([currency, amount]) => ({ currency, amount }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

/** An amount in a currency, as it was said or by the source's own figure; undefined where neither is known. */
export function amountIn({ amount, currency, equivalent }: Money, wanted: string): string | undefined {
  if (currency === wanted) return amount;
  return equivalent?.currency === wanted ? equivalent.amount : undefined;
}
