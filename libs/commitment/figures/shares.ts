import { decimal } from '#kernel';
import type { PlaceShare } from '../particulars.ts';

const WHOLE = '100';
/** So many digits behind the point, as many as an amount can be said with, has each part of what does not divide. */
const SCALE = 6;
const UNIT = 10n ** BigInt(SCALE);

/** In millionths; amounts and percentages have no more digits than that. */
const millionths = (value: string): bigint => {
  const [whole = '0', fraction = ''] = value.split('.');
  return BigInt(whole) * UNIT + BigInt(fraction.padEnd(SCALE, '0').slice(0, SCALE));
};
const written = (value: bigint): string =>
  decimal.add(`${value / UNIT}.${String(value % UNIT).padStart(SCALE, '0')}`, '0');

/** What is left of a division, rounded half up. */
const divided = (a: bigint, b: bigint): bigint => (2n * a + b) / (2n * b);

/**
 * How much of an amount is for each place, in their order; undefined where no percentages are given for several. The
 * parts always add up to the amount. Percentages that total 100 give exact products; others, such as thirds, are taken as
 * parts of their total, each rounded so that what the places up to it have together is right to the sixth digit.
 */
export function partsByPlace(amount: string, places: readonly PlaceShare[]): string[] | undefined {
  const percentages = places.flatMap(({ percentage }) => percentage ?? []);
  if (percentages.length < places.length) return places.length === 1 ? [amount] : undefined;
  const total = decimal.sum(percentages);
  if (decimal.compare(total, WHOLE) === 0) return percentages.map((one) => percentOf(amount, one));
  const [whole, all] = [millionths(amount), millionths(total)];
  if (all === 0n) return percentages.map(() => '0');
  let [before, upTo] = [0n, 0n];
  return percentages.map((percentage) => {
    upTo += millionths(percentage);
    const together = divided(whole * upTo, all);
    const part = together - before;
    before = together;
    return written(part);
  });
}

/** So many percent of an amount, exactly. */
const percentOf = (amount: string, percentage: string): string =>
  percentage === WHOLE ? amount : decimal.multiply(amount, decimal.multiply(percentage, '0.01'));

/** Whether a place is named only to say that nothing is for it. */
export const isNone = ({ percentage }: PlaceShare): boolean =>
  percentage !== undefined && decimal.compare(percentage, '0') === 0;

/** Whether percentages total 100 but for rounding: each may be off by a hundredth. */
export function isWhole(percentages: readonly string[]): boolean {
  const off = decimal.subtract(decimal.sum(percentages), WHOLE);
  const most = decimal.multiply('0.01', String(percentages.length));
  return decimal.compare(off.replace('-', ''), most) <= 0;
}
