/** So many decimals are kept of a share: enough to tell the smallest part of the largest sum. */
const PLACES = 24;

const placesIn = (value: string): number => value.split('.')[1]?.length ?? 0;
const scaled = (value: string, places: number): bigint => {
  const [units = '0', fraction = ''] = value.split('.');
  return BigInt(units + fraction.padEnd(places, '0'));
};

/**
 * What part of a whole an amount is, as a decimal string cut after its last place: what is short of the whole never looks
 * like all of it. Undefined of nothing, or less.
 */
export function shareOf(part: string, whole: string): string | undefined {
  const places = Math.max(placesIn(part), placesIn(whole));
  const [some, all] = [scaled(part, places), scaled(whole, places)];
  if (all <= 0n) return undefined;
  const share = (some * 10n ** BigInt(PLACES)) / all;
  const digits = (share < 0n ? -share : share).toString().padStart(PLACES + 1, '0');
  const fraction = digits.slice(-PLACES).replace(/0+$/, '');
  return `${share < 0n ? '-' : ''}${digits.slice(0, -PLACES)}${fraction && `.${fraction}`}`;
}
