import fc from 'fast-check';
import { decimal } from '#kernel';
import { isWhole, partsByPlace } from './shares.ts';

const dividedBy = (amount: string, ...percentages: string[]) =>
  partsByPlace(
    amount,
    percentages.map((percentage) => ({ place: 'CO', percentage })),
  );

describe('An amount by places', () => {
  it('is divided exactly where percentages total 100, and to the sixth digit where they nearly do', () => {
    expect(dividedBy('1000.01', '60.5', '39.5')).toEqual(['605.00605', '395.00395']);
    expect(dividedBy('1000', '33.33', '33.33', '33.33')).toEqual(['333.333333', '333.333334', '333.333333']);
    expect(dividedBy('1', '0', '99.99')).toEqual(['0', '1']);
  });

  it('is for one place alone, and not divided among several that say no percentage', () => {
    expect(partsByPlace('5', [{ place: 'CO' }])).toEqual(['5']);
    expect(partsByPlace('5', [{ place: 'CO' }, { place: 'PE' }])).toBeUndefined();
  });

  it('is the sum of its parts, whatever their percentages total', () => {
    const hundredths = (n: number) => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`;
    fc.assert(
      fc.property(
        fc.bigInt(0n, 10n ** 24n - 1n),
        fc.array(fc.nat(10_000), { minLength: 1, maxLength: 30 }),
        (millionths, percentages) => {
          const digits = millionths.toString().padStart(7, '0');
          const amount = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
          fc.pre(percentages.some((one) => one > 0));
          const parts = dividedBy(amount, ...percentages.map(hundredths)) ?? [];
          expect(decimal.sum(parts)).toBe(decimal.add(amount, '0'));
          const none = parts.filter((_, i) => percentages[i] === 0);
          expect(none.every((part) => part === '0')).toBe(true);
        },
      ),
    );
  });

  it.each<[boolean, string[]]>([
    [true, ['100']],
    [true, ['99.99']],
    [false, ['99.98']],
    [true, ['33.33', '33.33', '33.33']],
    [true, ['33.34', '33.34', '33.34']],
    [false, ['33.33', '33.33', '33.30']],
    [true, ['16.67', '16.67', '16.67', '16.67', '16.67', '16.67']],
    [false, ['60', '60']],
    [false, ['0']],
  ])('takes percentages for a whole (%s) that total 100 but for 0.01 each: %j', (whole, percentages) => {
    expect(isWhole(percentages)).toBe(whole);
  });
});
