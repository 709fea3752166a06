import { flowsIn } from './money.ts';

type Entry = Parameters<typeof flowsIn>[0]['entries'][number];
const entry = (kind: Entry['kind'], on: string, amount: string, currency = 'USD'): Entry => ({
  entry: `${kind} ${on} ${amount}`,
  kind,
  on,
  own: true,
  version: 1,
  values: { money: { amount, currency } },
});

describe('Money over time', () => {
  it('adds up exactly, day by day, whatever order it was recorded in', () => {
    const [flow] = flowsIn({
      series: { money: [{ on: '2019-01-01', value: { amount: '10', currency: 'USD' } }] },
      entries: [
        entry('disbursement', '2019-03-01', '0.2'),
        entry('disbursement', '2019-02-01', '0.1'),
        entry('disbursement', '2019-03-01', '0.7'),
        entry('expenditure', '2019-04-01', '1'),
        entry('budget', '2019-01-01', '5'),
      ],
    });
    expect(flow).toEqual({
      currency: 'USD',
      promised: [{ on: '2019-01-01', value: '10' }],
      disbursed: [
        { on: '2019-02-01', value: '0.1' },
        { on: '2019-03-01', value: '1' },
      ],
      spent: [{ on: '2019-04-01', value: '1' }],
    });
  });

  it('keeps currencies apart, also where the promise changed to another', () => {
    const flows = flowsIn({
      series: {
        money: [
          { on: '2019-01-01', value: { amount: '10', currency: 'USD' } },
          { on: '2020-01-01', value: { amount: '9', currency: 'EUR' } },
        ],
      },
      entries: [entry('disbursement', '2019-02-01', '3')],
    });
    expect(flows.map(({ currency, promised }) => [currency, promised.map(({ value }) => value)])).toEqual([
      ['EUR', ['0', '9']],
      ['USD', ['10', '0']],
    ]);
  });

  it('is none where there is none', () => {
    expect(flowsIn({ series: {}, entries: [] })).toEqual([]);
  });
});
