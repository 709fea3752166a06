import { changeOf } from './ledger-money.ts';

const usd = (amount: string) => ({ amount, currency: 'USD' });

describe('money in the ledger', () => {
  it.each([
    ['12000000', '15000000', '3000000'],
    ['100.50', '100', '-0.5'],
    ['0.1', '0.25', '0.15'],
    ['99999999999999999999.01', '99999999999999999999.02', '0.01'],
  ])('from %s to %s it has changed by %s', (before, after, change) => {
    expect(changeOf(usd(before), usd(after))).toEqual(usd(change));
  });

  it('has no change between currencies', () => {
    expect(changeOf(usd('1'), { amount: '2', currency: 'EUR' })).toBeUndefined();
  });
});
