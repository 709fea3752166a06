import { sumsByKind, type Across } from './sums-that-stand.ts';

const none = { rows: 0, contained: 0, promised: [], disbursed: [], spent: [] };
const across = (given: { readonly [set in keyof Across]?: Partial<Across[set]> }): Across => ({
  standing: { ...none, ...given.standing },
  own: { ...none, ...given.own },
  commitments: { ...none, ...given.commitments },
  pledges: { ...none, ...given.pledges },
  attributed: { ...none, ...given.attributed },
  intentions: { ...none, ...given.intentions },
  ended: { ...none, ...given.ended },
});
const usd = (amount: string) => ({ amount, currency: 'USD' });
const eur = (amount: string) => ({ amount, currency: 'EUR' });

describe('what promises come to, kind by kind', () => {
  it('counts the promises of a kind once, whatever they are in', () => {
    const kinds = sumsByKind(
      across({ commitments: { rows: 5, promised: [eur('5'), usd('0.3')], disbursed: [usd('1')] } }),
    );
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
    const kinds = sumsByKind(
      across({
        commitments: { rows: 9 },
        pledges: { promised: [usd('1')] },
        attributed: { promised: [usd('2')] },
        ended: { promised: [usd('4')] },
      }),
    );
    expect(kinds.map(({ kind, sums }) => [kind, sums[0]?.promised])).toEqual([
      ['pledges', '1'],
      ['attributed', '2'],
      ['ended', '4'],
    ]);
  });
});
