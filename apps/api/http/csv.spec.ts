import { csvOf } from './csv.ts';

const usd = (amount: string) => ({ currency: 'USD', amount });
const eur = (amount: string) => ({ currency: 'EUR', amount });

describe('A table', () => {
  it.each<[string, object, string]>([
    ['objects under dotted names', { money: usd('5') }, 'money.currency,money.amount\nUSD,5\n'],
    ['words in one cell', { to: ['a', 'b'] }, 'to\na; b\n'],
    ['sums in a column for each currency', { paid: [usd('5'), eur('6')] }, 'paid.USD,paid.EUR\n5,6\n'],
    [
      'figures in columns for each currency',
      { of: [{ currency: 'USD', planned: '5', promised: '4' }] },
      'of.USD.planned,of.USD.promised\n5,4\n',
    ],
    [
      'places with their parts',
      { at: [{ place: 'CO', percentage: '60' }, { place: 'PE' }] },
      'at\nCO 60%; PE\n',
    ],
    ['what is so and what is not', { a: true, b: false }, 'a,b\ntrue,false\n'],
    ['no empty lists', { a: 1, b: [] }, 'a\n1\n'],
    ['what two say of one currency as it is', { a: [usd('1'), usd('2')] }, 'a\n"[{""currency"":'],
    ['nothing that a spreadsheet would run', { a: '=1+1' }, "a\n'=1+1\n"],
  ])('has %s', async (_, row, table) => {
    const text = (await csvOf([row], {})).toString();
    expect(text.startsWith(table)).toBe(true);
  });

  it("has the owner's name beside its id, and a column that any of the rows has", async () => {
    const table = await csvOf([{ organisation: 'org_a' }, { n: 1 }], { org_a: 'Ministry' });
    expect(table.toString()).toBe('organisation,organisationName,n\norg_a,Ministry,\n,,1\n');
  });

  it('is the same however long it is', async () => {
    const rows = Array.from({ length: 101 }, (_, row) => ({ row, ...(row === 77 ? { more: 'x' } : {}) }));
    const lines = rows.map(({ row, more = '' }) => `${row},${more}\n`);
    expect((await csvOf(rows, {})).toString()).toBe(`row,more\n${lines.join('')}`);
    expect((await csvOf([], {})).toString()).toBe('\n');
  });
});
