export interface Money {
  readonly amount: string;
  readonly currency: string;
}

/** So many digits behind the point hold any product of an amount and a percentage. */
const SCALE = 14;
const units = (amount: string): bigint => {
  const [whole = '', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(SCALE, '0'));
};
const written = (value: bigint): string => {
  const digits = (value < 0n ? -value : value).toString().padStart(SCALE + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`.replace(/\.?0+$/, '');
};

/** So many percent of it. */
export const percentOf = ({ amount, currency }: Money, percentage: string): Money => ({
  currency,
  amount: written((units(amount) * units(percentage)) / units('100')),
});

/** Sums by currency, in the order of their codes; whole numbers of the smallest unit all the way. */
export function sumsOf(money: Iterable<Money | undefined>): Money[] {
  const sums = new Map<string, bigint>();
  for (const one of money)
    if (one) sums.set(one.currency, (sums.get(one.currency) ?? 0n) + units(one.amount));
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, amount]) => ({ currency, amount: written(amount) }));
}

export const totalOf = (values: readonly string[]): string =>
  written(values.reduce((total, value) => total + units(value), 0n));
