import { flowFrom, type Flow } from './flow.ts';
import { page, row } from './specification/made-up.ts';
import { moneyOf } from './money.ts';
import { provenance } from './provenance.ts';
import { readFts } from './read.ts';
import { expectedTotals } from './totals.ts';

describe('readFts', () => {
  const { text } = page('114', row());

  it('takes the country of the search and the page from the name of the file', () => {
    const pageOf = (name: string) => readFts(text, name).search;
    expect(pageOf('custom-search-locationid-114-year-2020.json')).toEqual({ locationId: '114', page: 1 });
    expect(pageOf('x/locationid-1-year-2020-page-3.json')).toEqual({ locationId: '1', page: 3 });
  });

  it('keeps numbers as they are written, never as floats', () => {
    const exact = text.replace('"amountUSD":1000', '"amountUSD":12345678901234567.10');
    expect(readFts(exact, 'locationid-1').flows).toEqual([
      expect.objectContaining({ amountUSD: '12345678901234567.10', exchangeRate: '0.9' }),
    ]);
  });

  it.each([
    ['no search in its name', 'flows.json', text, /must hold the search/],
    ['broken JSON', 'locationid-1.json', text.slice(0, 50), /is not JSON/],
    [
      'a name that is said twice',
      'locationid-1.json',
      text.replace('"flows"', '"flows":[],"flows"'),
      /flows twice/,
    ],
    ['no flows', 'locationid-1.json', text.replace('"flows"', '"flow"'), /data.flows must be given/],
    ['a list', 'locationid-1.json', '[]', /the file must be an object/],
    ['an error of FTS', 'locationid-1.json', text.replace('"ok"', '"error"'), /answered with an error/],
  ])('refuses a file with %s', (_, name, content, reason) => {
    expect(() => readFts(content, name)).toThrow(reason);
  });
});

describe('a text of FTS', () => {
  it('is taken without what no text may hold, and a name on one line', () => {
    const { text } = page('114', {
      ...row(),
      description: 'One\r\ntwo\u0000\u202ethree \ud800',
      flowType: 'Stan\tdard',
    });
    const [flow] = readFts(text, 'locationid-1.json').flows.map(flowFrom);
    expect(flow).toMatchObject({ description: 'One\ntwothree \ufffd', flowType: 'Stan dard' });
  });
});

describe('money of FTS', () => {
  it('in USD, of which its USD figure is another, is what was reported; the figure stays provenance', () => {
    const of = (amountUSD: number) => {
      const { text } = page('114', { ...row(), originalAmount: 900, originalCurrency: 'USD', amountUSD });
      const [flow] = readFts(text, 'locationid-1.json').flows.map(flowFrom) as [Flow];
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

describe('expectedTotals', () => {
  it('gives the figures of a search once, and says when a page is missing', () => {
    const one = page('114', row());
    const other = { ...one, name: one.name.replace('.json', '-page-2.json') };
    const of = (count: number) =>
      [one, other].map(({ name, text }) => ({ name, text: text.replace('"count":1', `"count":${count}`) }));
    const totals = { search: '114', fundingTotal: '1000', pledgeTotal: '0' };
    expect(expectedTotals(of(2))).toEqual([{ ...totals, complete: true }]);
    expect(expectedTotals(of(3))).toEqual([{ ...totals, complete: false }]);
    expect(expectedTotals([{ name: 'broken', text: '' }])).toEqual([]);
  });
});
