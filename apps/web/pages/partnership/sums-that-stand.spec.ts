import { sumsByKind, type Group } from './sums-that-stand.ts';

const group = (given: Partial<Group>): Group => ({
  promise: 'commitment',
  status: 'open',
  voice: 'self-reported',
  rows: 1,
  promised: [],
  disbursed: [],
  spent: [],
  ...given,
});
const usd = (amount: string) => ({ amount, currency: 'USD' });
const eur = (amount: string) => ({ amount, currency: 'EUR' });

describe('what promises come to, kind by kind', () => {
  it('counts the promises of a kind once, whatever they are in', () => {
    const kinds = sumsByKind([
      group({ rows: 3, promised: [usd('0.1'), eur('5')], disbursed: [usd('1')] }),
      group({ status: 'fulfilled', rows: 2, promised: [usd('0.2')] }),
    ]);
    expect(kinds).toEqual([
      {
        kind: 'commitments',
        rows: 5,
        sums: [
          { currency: 'EUR', promised: '5', disbursed: '0', spent: '0' },
          { currency: 'USD', promised: '0.3', disbursed: '1', spent: '0' },
        ],
      },
    ]);
  });

  it('keeps apart pledges, what others said and what no longer stands; what has no money is left out', () => {
    const kinds = sumsByKind([
      group({ promise: 'pledge', promised: [usd('1')] }),
      group({ voice: 'attributed', promise: 'pledge', promised: [usd('2')] }),
      group({ status: 'withdrawn', voice: 'attributed', promised: [usd('4')] }),
      group({ rows: 9 }),
    ]);
    expect(kinds.map(({ kind, sums }) => [kind, sums[0]?.promised])).toEqual([
      ['pledges', '1'],
      ['attributed', '2'],
      ['ended', '4'],
    ]);
  });
});
