import type { Flow } from './flow.ts';

export interface ImportMoney {
  readonly amount: string;
  readonly currency: string;
  /** `reported`: in the currency it was given in; `converted`: only the source's USD figure is known. */
  readonly basis: 'reported' | 'converted';
  /** The source's own USD figure, and the units of `currency` per USD that it used. */
  readonly equivalent?: { readonly amount: string; readonly currency: 'USD'; readonly rate?: string };
}

/** Money as reported where both the original amount and its currency are known; otherwise the USD figure, marked so. */
export const moneyOf = ({ usd, originalAmount, originalCurrency, rate }: Flow): ImportMoney =>
  originalAmount !== undefined && originalCurrency !== undefined
    ? {
        amount: originalAmount,
        currency: originalCurrency,
        basis: 'reported',
        equivalent: { amount: usd, currency: 'USD', ...(rate === undefined ? {} : { rate }) },
      }
    : { amount: usd, currency: 'USD', basis: 'converted' };
