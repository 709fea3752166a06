import * as decimal from '../../../../libs/kernel/decimal.ts';
import type { Amount } from '../../words.ts';

/** By how much a sum of money has changed; undefined between currencies, for nothing is converted. */
export function changeOf(before: Amount, after: Amount): Amount | undefined {
  if (before.currency !== after.currency) return undefined;
  return { amount: decimal.subtract(after.amount, before.amount), currency: after.currency };
}
