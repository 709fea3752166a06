import { decimal } from '#kernel';
import type { Currency, Decimal } from '#vocabulary';
import type { Money } from './particulars.ts';

/** Money of one currency added up. Currencies are never added together. */
export interface Sum {
  readonly currency: Currency;
  readonly amount: Decimal;
}

/** Adds up one after another, each currency by itself. */
export class Sums {
  private readonly sums = new Map<string, string>();

  add({ amount, currency }: Sum): void {
    this.sums.set(currency, decimal.add(this.sums.get(currency) ?? '0', amount));
  }

  /** One sum per currency, in the order of their codes. */
  get list(): Sum[] {
    return [...this.sums]
      .map(([currency, amount]) => ({ currency, amount }))
      .sort((a, b) => (a.currency < b.currency ? -1 : 1));
  }
}

/** One sum per currency, in the order of their codes. */
export function addUp(amounts: Iterable<Sum>): Sum[] {
  const sums = new Sums();
  for (const money of amounts) sums.add(money);
  return sums.list;
}

/** An amount in a currency, as it was said or by the source's own figure; undefined where neither is known. */
export function amountIn({ amount, currency, equivalent }: Money, wanted: string): string | undefined {
  if (currency === wanted) return amount;
  return equivalent?.currency === wanted ? equivalent.amount : undefined;
}
