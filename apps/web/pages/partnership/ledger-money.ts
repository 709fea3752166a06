import type { Amount } from '../../words.ts';

/** Decimal strings as whole numbers of their smallest part, so that nothing is lost. */
function scaled(...values: readonly string[]): { readonly whole: readonly bigint[]; readonly scale: number } {
  const parts = values.map((value) => value.split('.') as [string, string?]);
  const scale = Math.max(...parts.map(([, fraction = '']) => fraction.length));
  return { whole: parts.map(([units, fraction = '']) => BigInt(units + fraction.padEnd(scale, '0'))), scale };
}

function decimalOf(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const [units, fraction] = [digits.slice(0, digits.length - scale), digits.slice(digits.length - scale)];
  return `${value < 0n ? '-' : ''}${units}${fraction === '' ? '' : `.${fraction}`}`;
}

/** By how much a sum of money has changed; undefined between currencies, for nothing is converted. */
export function changeOf(before: Amount, after: Amount): Amount | undefined {
  if (before.currency !== after.currency) return undefined;
  const { whole, scale } = scaled(before.amount, after.amount);
  const [from = 0n, to = 0n] = whole;
  return { amount: decimalOf(to - from, scale), currency: after.currency };
}

/**
 * What part of a whole an amount is, cut after the second place: what is short of the whole never looks like all of it.
 * Undefined of nothing.
 */
export function shareOf(part: string, of: string): number | undefined {
  const { whole } = scaled(part, of);
  const [some = 0n, all = 0n] = whole;
  return all === 0n ? undefined : Number((some * 100n) / all) / 100;
}
