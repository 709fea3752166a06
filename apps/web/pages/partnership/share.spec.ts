import { shareOf } from './share.ts';

describe('the share of an amount', () => {
  it.each([
    ['6000000', '15000000', '0.4'],
    ['999.99', '1000', '0.99999'],
    ['33', '15', '2.2'],
    ['0', '5', '0'],
    ['-1', '4', '-0.25'],
    ['1', '3', '0.333333333333333333333333'],
    ['1', '0', undefined],
    ['1', '-1', undefined],
  ])('of %s in %s is %s', (part, whole, share) => {
    expect(shareOf(part, whole)).toBe(share);
  });

  it('is all only of what is all, however large', () => {
    expect(shareOf('999999999999999999.999998', '999999999999999999.999999')).toMatch(/^0\.9{23}/);
    expect(shareOf('0.000001', '999999999999999999.999999')).not.toBe('0');
    expect(shareOf('999999999999999999.999999', '999999999999999999.999999')).toBe('1');
  });
});
