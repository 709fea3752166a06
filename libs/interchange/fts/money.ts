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

/** FTS writes 0 where it was not given: an amount beside one in USD that is not, and any rate. */
const isZero = (figure: string | undefined): boolean =>
  figure !== undefined && decimal.compare(figure, '0') === 0;

/** Whether it is known in the currency that it was given in. */
export const isReported = ({ usd, originalAmount, originalCurrency }: Known): boolean =>
  originalAmount !== undefined && originalCurrency !== undefined && (isZero(usd) || !isZero(originalAmount));

/** Whether the USD figure is one of that money: none where it was not given, or is another one of an amount in USD. */
const hasEquivalent = ({ usd, originalAmount = '', originalCurrency }: Known): boolean =>
  originalCurrency === 'USD'
    ? decimal.compare(usd, originalAmount) === 0
    : !isZero(usd) || isZero(originalAmount);

/** Money as reported where both the original amount and its currency are known; otherwise the USD figure, marked so. */
export function moneyOf(flow: Known): ImportMoney {
  const { usd, originalAmount, originalCurrency, rate } = flow;
  if (!isReported(flow) || originalAmount === undefined || originalCurrency === undefined)
    return { amount: usd, currency: 'USD', basis: 'converted' };
  const reported = { amount: originalAmount, currency: originalCurrency, basis: 'reported' as const };
  if (!hasEquivalent(flow)) return reported;
  return {
    ...reported,
    equivalent: {
      amount: usd,
      currency: 'USD',
      ...(rate === undefined || isZero(rate) ? {} : { rate }),
    },
  };
}
