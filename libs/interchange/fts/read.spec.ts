import { flowFrom, type Flow } from './flow.ts';
import { page, row } from './specification/made-up.ts';
import { moneyOf } from './money.ts';
import { provenance } from './provenance.ts';
import { readFts } from './read.ts';
import { expectedTotals } from './totals.ts';

describe('readFts', () => {
  const { text } = page('114', row());

  it('keeps numbers as they are written, never as floats', () => {
    const exact = text.replace('"amountUSD":1000', '"amountUSD":12345678901234567.10');
    expect(readFts(exact).flows).toEqual([
      expect.objectContaining({ amountUSD: '12345678901234567.10', exchangeRate: '0.9' }),
    ]);
  });

  it.each([
    ['broken JSON', text.slice(0, 50), /is not JSON/],
    ['a name that is said twice', text.replace('"flows"', '"flows":[],"flows"'), /flows twice/],
    ['no flows', text.replace('"flows"', '"flow"'), /data.flows must be given/],
    ['a list', '[]', /the file must be an object/],
    ['an error of FTS', text.replace('"ok"', '"error"'), /answered with an error/],
  ])('refuses a file with %s', (_, content, reason) => {
    expect(() => readFts(content)).toThrow(reason);
  });
});

describe('a text of FTS', () => {
  it('is taken without what no text may hold, and a name on one line', () => {
    const { text } = page('114', {
      ...row(),
      description: 'One\r\ntwo\u0000\u202ethree \ud800',
      flowType: 'Stan\tdard',
    });
    const [flow] = readFts(text).flows.map(flowFrom);
    expect(flow).toMatchObject({ description: 'One\ntwothree \ufffd', flowType: 'Stan dard' });
  });
});

describe('money of FTS', () => {
  it('in USD, of which its USD figure is another, is what was reported; the figure stays provenance', () => {
    const of = (amountUSD: number) => {
      const { text } = page('114', { ...row(), originalAmount: 900, originalCurrency: 'USD', amountUSD });
      const [flow] = readFts(text).flows.map(flowFrom) as [Flow];
      const { amountUSD: left } = provenance({ flow, file: '', row: 1, searches: new Map() }, flow.date);
      return { ...moneyOf(flow), left };
    };
    const reported = { amount: '900', currency: 'USD', basis: 'reported' };
    expect(of(1000)).toEqual({ ...reported, left: '1000' });
    expect(of(900)).toMatchObject({
      ...reported,
      equivalent: { amount: '900', currency: 'USD' },
      left: undefined,
    });
  });
});

describe('money of FTS that was not given', () => {
  const of = (different: object) => {
    const [flow] = readFts(page('114', row(different)).text).flows.map(flowFrom) as [Flow];
    const { originalAmount, amountUSD } = provenance({ flow, file: '', row: 1, searches: new Map() }, '');
    return { money: moneyOf(flow), originalAmount, amountUSD };
  };

  it('is written as 0 beside an amount in USD: no value, and stays provenance', () => {
    const converted = { amount: '1000', currency: 'USD', basis: 'converted' };
    expect(of({ originalAmount: 0 })).toEqual({ money: converted, originalAmount: '0' });
    expect(of({ originalAmount: 0, originalCurrency: 'USD' }).money).toEqual(converted);
  });

  it('is nothing where both are, a rate of 0 is none, and no USD figure goes with an amount that has none', () => {
    const reported = { currency: 'EUR', basis: 'reported' };
    expect(of({ originalAmount: 0, amountUSD: 0 }).money).toMatchObject({ ...reported, amount: '0' });
    expect(of({ exchangeRate: 0 }).money.equivalent).toEqual({ amount: '1000', currency: 'USD' });
    expect(of({ amountUSD: 0 })).toEqual({ money: { ...reported, amount: '900' }, amountUSD: '0' });
  });
});

describe('expectedTotals', () => {
  it('gives the figures of a search once, and says when a page is missing', () => {
    const one = page('114', row());
    const other = { name: 'page-2.json', text: one.text.replaceAll('"id":"100"', '"id":"101"') };
    const of = (count: number) =>
      [one, other].map(({ name, text }) => ({ name, text: text.replace('"count":1', `"count":${count}`) }));
    const totals = { search: 'location-114-year-2020', fundingTotal: '1000', pledgeTotal: '0' };
    expect(expectedTotals(of(2))).toEqual([{ ...totals, complete: true }]);
    expect(expectedTotals(of(3))).toEqual([{ ...totals, complete: false }]);
    expect(expectedTotals([{ name: 'broken', text: '' }])).toEqual([]);
  });
});
