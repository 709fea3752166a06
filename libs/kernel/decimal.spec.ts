import fc from 'fast-check';
import { decimal } from './index.ts';

/** A decimal as a whole number of its smallest unit, and so many places. */
const numbers = fc.record({
  units: fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
  places: fc.nat(9),
});
type Number = typeof numbers extends fc.Arbitrary<infer N> ? N : never;

/** Written out in full, trailing zeros and all. */
function text({ units, places }: Number): string {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const point = digits.length - places;
  return `${units < 0n ? '-' : ''}${digits.slice(0, point)}${places ? '.' : ''}${digits.slice(point)}`;
}
/** In billionths, so that all can be compared as whole numbers. */
const billionths = ({ units, places }: Number): bigint => units * 10n ** BigInt(9 - places);
const read = (value: string): bigint => {
  const [whole = '', fraction = ''] = value.split('.');
  return BigInt(`${whole}${fraction.padEnd(9, '0')}`);
};

describe('decimal', () => {
  it('adds, subtracts and compares as whole numbers of the smallest unit do', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const [x, y] = [billionths(a), billionths(b)];
        expect(read(decimal.add(text(a), text(b)))).toBe(x + y);
        expect(read(decimal.subtract(text(a), text(b)))).toBe(x - y);
        expect(decimal.compare(text(a), text(b))).toBe(x < y ? -1 : x > y ? 1 : 0);
      }),
    );
  });

  it('sums many, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(numbers), (many) => {
        const sum = decimal.sum(many.map(text));
        expect(read(sum)).toBe(many.reduce((total, one) => total + billionths(one), 0n));
        expect(decimal.sum(many.map(text).toReversed())).toBe(sum);
      }),
    );
  });

  it('writes without trailing zeros, a point that nothing follows, or a sign before zero', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const sum = decimal.add(text(a), text(b));
        expect(sum).toMatch(/^(0|-?(?!0$)(0|[1-9]\d*)(\.\d*[1-9])?)$/);
      }),
    );
  });

  it.each([
    ['0.10', '0.2', '0.3'],
    ['100', '200', '300'],
    ['0.1', '-0.1', '0'],
    ['-0.5', '0.25', '-0.25'],
    ['999999999999999999.999999', '0.000001', '1000000000000000000'],
  ])('%s and %s are %s', (a, b, sum) => {
    expect(decimal.add(a, b)).toBe(sum);
  });

  it('of nothing is zero', () => {
    expect(decimal.sum([])).toBe('0');
  });
});

describe('the product', () => {
  it.each([
    ['1000.01', '0.605', '605.00605'],
    ['-1.5', '2', '-3'],
    ['0', '7.25', '0'],
    ['100', '0.01', '1'],
  ])('of %s and %s is %s, exactly', (a, b, product) => {
    expect(decimal.multiply(a, b)).toBe(product);
    expect(decimal.multiply(b, a)).toBe(product);
  });
});
