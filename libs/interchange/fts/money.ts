import { decimal } from '#kernel';
import type { Flow } from './flow.ts';

export interface ImportMoney {
  readonly amount: string;
  readonly currency: string;
  /** `reported`: in the currency it was given in; `converted`: only the source's USD figure is known. */
  readonly basis: 'reported' | 'converted';
  /** The source's own USD figure, and the units of `currency` per USD that it used. */
  readonly equivalent?: { readonly amount: string; readonly currency: 'USD'; readonly rate?: string };
}

type Known = Pick<Flow, 'usd' | 'originalAmount' | 'originalCurrency' | 'rate'>;

/** Whether the USD figure of an amount reported in USD is another one: it is then none of money, and stays provenance. */
export const differsInUsd = ({ usd, originalAmount, originalCurrency }: Known): boolean =>
  originalCurrency === 'USD' && originalAmount !== undefined && decimal.compare(usd, originalAmount) !== 0;

/** Money as reported where both the original amount and its currency are known; otherwise the USD figure, marked so. */
export function moneyOf(flow: Known): ImportMoney {
  const { usd, originalAmount, originalCurrency, rate } = flow;
  if (originalAmount === undefined || originalCurrency === undefined)
    return { amount: usd, currency: 'USD', basis: 'converted' };
  const reported = { amount: originalAmount, currency: originalCurrency, basis: 'reported' as const };
  if (differsInUsd(flow)) return reported;
  return {
    ...reported,
    equivalent: { amount: usd, currency: 'USD', ...(rate === undefined ? {} : { rate }) },
  };
}
