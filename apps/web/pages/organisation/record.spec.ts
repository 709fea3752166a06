import { sumsThatStand } from './record.ts';

const group = (
  status: 'open' | 'fulfilled' | 'withdrawn',
  promised: readonly (readonly [string, string])[],
) => ({
  promise: 'commitment' as const,
  voice: 'self-reported' as const,
  status,
  rows: 1,
  promised: promised.map(([amount, currency]) => ({ amount, currency })),
  disbursed: [],
  spent: [],
});

describe('What stands comes to', () => {
  it('is added up by currency, without what was withdrawn', () => {
    const groups = [
      group('open', [
        ['10', 'USD'],
        ['5', 'EUR'],
      ]),
      group('fulfilled', [['2.5', 'USD']]),
      group('withdrawn', [['100', 'USD']]),
    ];
    expect(sumsThatStand(groups, 'promised')).toEqual([
      { currency: 'EUR', amount: '5' },
      { currency: 'USD', amount: '12.5' },
    ]);
    expect(sumsThatStand(groups, 'disbursed')).toEqual([]);
  });
});
