import { columnsIn, csvOf } from './csv.ts';

const usd = (amount: string) => ({ currency: 'USD', amount });
const eur = (amount: string) => ({ currency: 'EUR', amount });
const table = async (columns: string, ...rows: object[]) =>
  (await csvOf(rows, { columns: columns.split(' '), names: {} })).toString();
const lines = (...all: string[]) => all.map((line) => `${line}\r\n`).join('');

describe('A table', () => {
  it.each<[string, string, object, string[]]>([
    ['objects under dotted names', 'money.currency money.amount', { money: usd('5') }, ['USD,5']],
    ['words in one cell', 'to', { to: ['a', 'b'] }, ['a; b']],
    [
      'lists of objects in columns that go together',
      'at.place at.percentage',
      { at: [{ place: 'CO', percentage: '60' }, { place: 'PE' }] },
      ['CO; PE,60; '],
    ],
    [
      'amounts in a line for each currency',
      'n currency paid',
      { n: 1, paid: [usd('5'), eur('-6.50')] },
      ['1,EUR,-6.50', '1,USD,5'],
    ],
    [
      'several figures of a currency in its line',
      'currency of.planned of.promised sum',
      { of: [{ currency: 'USD', planned: '5', promised: '4' }], sum: [eur('1')] },
      ['EUR,,,1', 'USD,5,4,'],
    ],
    ['what is so and what is not', 'a b', { a: true, b: false }, ['true,false']],
    ['an empty list as nothing', 'a b', { a: 1, b: [] }, ['1,']],
    [
      'what nothing is known of in words',
      'said',
      { said: { money: usd('5'), to: ['a', 'b'] } },
      ['money.currency=USD; money.amount=5; to.1=a; to.2=b'],
    ],
    ['numbers as they are, below zero, too', 'a b', { a: '-12.5', b: -3 }, ['-12.5,-3']],
    ['nothing that a spreadsheet would run', 'a b c', { a: '=1+1', b: '-1+1', c: '@x' }, ["'=1+1,'-1+1,'@x"]],
    ['nothing that it would run in wide letters', 'a', { a: '\uff1d1' }, ["'\uff1d1"]],
    ['quotes, commas and line ends in quotes', 'a b', { a: 'x"y', b: 'x,\ny' }, ['"x""y","x,\ny"']],
    ['the columns that it has for every book, and no others', 'a b', { b: 1, c: 2 }, [',1']],
  ])('has %s', async (_, columns, row, told) => {
    expect(await table(columns, row)).toBe(lines(columns.replaceAll(' ', ','), ...told));
  });

  it("has the owner's name beside its id", async () => {
    const columns = ['organisation', 'n'];
    const rows = [{ organisation: 'org_a' }, { n: 1 }];
    const made = await csvOf(rows, { columns, names: { org_a: 'Ministry' } });
    expect(made.toString()).toBe(lines('organisation,organisationName,n', 'org_a,Ministry,', ',,1'));
  });

  it('is the same however long it is, and has its columns where there are no rows', async () => {
    const rows = Array.from({ length: 101 }, (_, n) => ({ n }));
    expect(await table('n', ...rows)).toBe(lines('n', ...rows.map(({ n }) => String(n))));
    expect(await table('a b')).toBe('a,b\r\n');
  });

  it('of rows of which nothing is known has the columns that any of them has', () => {
    const rows = [
      { a: { b: 1 }, paid: [usd('5')] },
      { c: [{ d: 1, e: [{ f: 1 }] }], a: { g: 2 } },
    ];
    expect(columnsIn(rows)).toEqual(['a.b', 'currency', 'paid', 'c.d', 'a.g']);
  });
});
