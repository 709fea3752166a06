/** Decimal strings: exact, without a float in between. */
export const DECIMAL = /^-?\d+(\.\d+)?$/;

const scaleOf = (value: string): number => (value.includes('.') ? value.length - value.indexOf('.') - 1 : 0);

function scaled(value: string, scale: number): bigint {
  const [whole = '0', fraction = ''] = value.split('.');
  return BigInt(whole + fraction.padEnd(scale, '0'));
}

function written(value: bigint, scale: number): string {
  const sign = value < 0n ? '-' : '';
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const fraction = scale === 0 ? '' : digits.slice(-scale).replace(/0+$/, '');
  return sign + digits.slice(0, digits.length - scale) + (fraction && `.${fraction}`);
}

/** The exact sum of two decimal strings, without trailing zeros: `add('0.10', '0.2')` is `0.3`. */
export function add(a: string, b: string): string {
  const scale = Math.max(scaleOf(a), scaleOf(b));
  return written(scaled(a, scale) + scaled(b, scale), scale);
}

/** The exact difference `a - b`. */
export const subtract = (a: string, b: string): string => add(a, b.startsWith('-') ? b.slice(1) : `-${b}`);

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export function compare(a: string, b: string): number {
  const scale = Math.max(scaleOf(a), scaleOf(b));
  const difference = scaled(a, scale) - scaled(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The exact sum of many; `0` of none. */
export const sum = (values: Iterable<string>): string => {
  let total = '0';
  for (const value of values) total = add(total, value);
  return total;
};

/** The exact product. */
export const multiply = (a: string, b: string): string =>
  add(written(scaled(a, scaleOf(a)) * scaled(b, scaleOf(b)), scaleOf(a) + scaleOf(b)), '0');
