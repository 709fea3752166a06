import { currenciesByUse, extremesOf, figuresOf, inOrder } from './records-order.ts';
import { sumsByKind, type Group } from './sums-that-stand.ts';

const group = (said: Partial<Group>): Group => ({
  promise: 'commitment',
  status: 'open',
  voice: 'self-reported',
  rows: 1,
  promised: [],
  disbursed: [],
  spent: [],
  ...said,
});
const usd = (amount: string) => [{ currency: 'USD', amount }];
const eur = (amount: string) => [{ currency: 'EUR', amount }];

describe('what an organisation promised and paid', () => {
  const groups = [
    group({ promised: usd('100.10'), disbursed: usd('50.05') }),
    group({ promise: 'pledge', promised: usd('0.2') }),
    group({ voice: 'attributed', status: 'fulfilled', promised: [...usd('10'), ...eur('7')] }),
    group({ status: 'withdrawn', promised: usd('1000'), disbursed: usd('3') }),
  ];

  it('is of what stands, exactly; what no longer stands is told beside', () => {
    expect(figuresOf(groups, 'USD')).toEqual({
      promised: '110.3',
      paid: '50.05',
      share: '0.453762466001813236627379',
      pledged: '0.2',
      attributed: '10',
      paidEnded: '3',
    });
  });

  it('has no share of nothing', () => {
    expect(figuresOf(groups, 'COP')).toMatchObject({ promised: '0', share: undefined });
  });

  it('is told by kind, each currency by itself', () => {
    const told = sumsByKind(groups).flatMap(({ kind, sums }) =>
      sums.map(({ currency, promised }) => [kind, currency, promised]),
    );
    expect(told).toEqual([
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
    groups: [group({ promised: usd(promised), disbursed: usd(paid) })],
    figures: figuresOf([group({ promised: usd(promised), disbursed: usd(paid) })], 'USD'),
  });
  const rows = [row('A', '100', '50'), row('B', '0', '0'), row('C', '900', '0'), row('D', '900', '90')];
  const names = (some: readonly { readonly name: string }[]) => some.map(({ name }) => name);

  it('puts the most promised first', () =>
    expect(names(inOrder(rows, '-promised'))).toEqual(['C', 'D', 'A', 'B']));
  it('puts the smallest share first, and whoever promised nothing last, both ways', () => {
    expect(names(inOrder(rows, 'share'))).toEqual(['C', 'D', 'A', 'B']);
    expect(names(inOrder(rows, '-share'))).toEqual(['A', 'D', 'C', 'B']);
  });
  it('falls back to what is promised where the address names no column', () =>
    expect(names(inOrder(rows, '-whatever'))).toEqual(['C', 'D', 'A', 'B']));
  it('names all who promised the most, and who paid the smallest share', () => {
    const { most = [], least = [] } = extremesOf(rows) ?? {};
    expect([names(most), names(least)]).toEqual([['C', 'D'], ['C']]);
  });
  it('names nobody where nobody can be compared', () => expect(extremesOf(rows.slice(0, 2))).toBeUndefined());
  it('starts with the currency of the most organisations', () => {
    const record = (groups: readonly Group[]) => ({ groups });
    expect(
      currenciesByUse([
        record([group({ promised: eur('1') })]),
        record([group({ promised: [...eur('1'), ...usd('2')] })]),
        record([group({ spent: usd('3') })]),
        record([group({ promised: usd('3') })]),
      ]),
    ).toEqual(['USD', 'EUR']);
  });
});
