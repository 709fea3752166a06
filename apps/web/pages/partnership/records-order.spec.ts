import { en } from '../../texts/en/index.ts';
import { wordsOf } from '../../words.ts';
import { currenciesByUse, extremesOf, figuresOf, inOrder as ordered } from './records-order.ts';
import { sumsByKind, type Across } from './sums-that-stand.ts';

const none = { rows: 0, contained: 0, promised: [], disbursed: [], spent: [] };
const across = (said: { readonly [set in keyof Across]?: Partial<Across[set]> }): Across => {
  const sums = (set: keyof Across) => ({ ...none, ...said[set] });
  return {
    standing: sums('standing'),
    own: sums('own'),
    commitments: sums('commitments'),
    pledges: sums('pledges'),
    attributed: sums('attributed'),
    intentions: sums('intentions'),
    ended: sums('ended'),
  };
};
const usd = (amount: string) => [{ currency: 'USD', amount }];
const eur = (amount: string) => [{ currency: 'EUR', amount }];

describe('what an organisation promised and paid', () => {
  const told = across({
    standing: { promised: [...eur('7'), ...usd('110.3')], disbursed: usd('58.05') },
    own: { promised: usd('100.3'), disbursed: usd('50.05') },
    commitments: { promised: usd('100.1'), disbursed: usd('50.05') },
    pledges: { promised: usd('0.2') },
    attributed: { promised: [...eur('7'), ...usd('10')], disbursed: usd('8') },
    intentions: { promised: usd('3.2') },
    ended: { promised: usd('1000'), disbursed: usd('3') },
  });

  it('is its own word of what stands, exactly; what others said, and what no longer stands, is told beside', () => {
    expect(figuresOf(told, 'USD')).toEqual({
      promised: '100.3',
      paid: '50.05',
      share: '0.49900299102691924227318',
      pledged: '0.2',
      attributed: '10',
      paidAttributed: '8',
      paidEnded: '3',
    });
  });

  it('has no share of nothing, nor of what only others said', () => {
    expect(figuresOf(told, 'COP')).toMatchObject({ promised: '0', share: undefined });
    expect(figuresOf(told, 'EUR')).toMatchObject({ promised: '0', share: undefined, attributed: '7' });
  });

  it('is told by kind, each currency by itself', () => {
    const byKind = sumsByKind(told).flatMap(({ kind, sums }) =>
      sums.map(({ currency, promised }) => [kind, currency, promised]),
    );
    expect(byKind).toEqual([
      ['commitments', 'USD', '100.1'],
      ['pledges', 'USD', '0.2'],
      ['attributed', 'EUR', '7'],
      ['attributed', 'USD', '10'],
      ['ended', 'USD', '1000'],
    ]);
  });
});

describe('the order of records', () => {
  const row = (name: string, promised: string, paid: string) => ({
    name,
    rows: 1,
    figures: figuresOf(across({ own: { promised: usd(promised), disbursed: usd(paid) } }), 'USD'),
  });
  /** Beside what it said itself, what others did. */
  const attributed = (name: string, promised: string, said: string) => {
    const [own, others] = [{ promised: usd(promised) }, { promised: usd(said), disbursed: usd(said) }];
    return { name, rows: 2, figures: figuresOf(across({ own, attributed: others }), 'USD') };
  };
  const rows = [row('A', '100', '50'), row('B', '0', '0'), row('C', '900', '0'), row('D', '900', '90')];
  const names = (some: readonly { readonly name: string }[]) => some.map(({ name }) => name);
  const { order } = wordsOf('sv', en);
  const inOrder = <R extends (typeof rows)[number]>(some: readonly R[], sort: string) =>
    ordered(some, { sort, order });

  it('puts the most promised first', () =>
    expect(names(inOrder(rows, '-promised'))).toEqual(['C', 'D', 'A', 'B']));
  it('puts the smallest share first, and whoever promised nothing last, both ways', () => {
    expect(names(inOrder(rows, 'share'))).toEqual(['C', 'D', 'A', 'B']);
    expect(names(inOrder(rows, '-share'))).toEqual(['A', 'D', 'C', 'B']);
  });
  it('falls back to what is promised where the address names no column', () =>
    expect(names(inOrder(rows, '-whatever'))).toEqual(['C', 'D', 'A', 'B']));
  it('puts names, and what is alike, as the language of the reader has them', () => {
    const alike = ['öl', 'Zoo', 'oak'].map((name) => row(name, '1', '1'));
    const swedish = ['oak', 'Zoo', 'öl'];
    expect(names(inOrder(alike, 'organisation'))).toEqual(swedish);
    expect(names(inOrder(alike, '-organisation'))).toEqual(swedish.toReversed());
    expect(names(inOrder(alike, '-promised'))).toEqual(swedish);
  });
  it('names all who promised the most, and who paid the smallest share', () => {
    const { most = [], least = [] } = extremesOf(rows) ?? {};
    expect([names(most), names(least)]).toEqual([['C', 'D'], ['C']]);
  });
  it('has whom others said more of by what it said itself, and by what others said only where that is the same', () => {
    const some = [
      attributed('E', '1', '9000'),
      attributed('F', '0', '5'),
      attributed('G', '0', '7'),
      ...rows,
    ];
    expect(names(inOrder(some, '-promised'))).toEqual(['C', 'D', 'A', 'E', 'G', 'F', 'B']);
    expect(names(inOrder(some, '-paid'))).toEqual(['D', 'A', 'E', 'G', 'F', 'B', 'C']);
  });
  it('singles out nobody for what others said: neither what was promised nor what was paid', () => {
    const { most = [], least = [] } =
      extremesOf([attributed('E', '1', '9000'), attributed('F', '0', '5'), row('A', '100', '50')]) ?? {};
    expect([names(most), names(least)]).toEqual([['A'], ['E']]);
    expect(extremesOf([attributed('F', '0', '5'), attributed('G', '0', '7')])).toBeUndefined();
  });
  it('names nobody where nobody can be compared', () => expect(extremesOf(rows.slice(0, 2))).toBeUndefined());
  it('starts with the currency of the most organisations', () => {
    const record = (standing: Partial<Across['standing']>) => ({ across: across({ standing }) });
    expect(
      currenciesByUse([
        record({ promised: eur('1') }),
        record({ promised: [...eur('1'), ...usd('2')] }),
        record({ spent: usd('3') }),
        record({ promised: usd('3') }),
      ]),
    ).toEqual(['USD', 'EUR']);
  });
});
