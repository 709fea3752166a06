import { csvOf, tableOf } from './csv-pages.ts';

describe('pages of a list as one table', () => {
  it('puts every cell under its own head, though the pages differ in columns', () => {
    expect(tableOf(['who,paid.USD\na,1\n', 'who,paid.EUR,paid.USD\nb,2,3\nc,4,\n'])).toBe(
      'who,paid.USD,paid.EUR\na,1,\nb,3,2\nc,,4\n',
    );
  });

  it('keeps what is quoted as it is', () => {
    const rows = 'a,"one, ""two""\nthree",\n,"",x\n';
    expect(tableOf([`who,what,why\n${rows}`, `who,what,why\n${rows}`])).toBe(`who,what,why\n${rows}${rows}`);
  });

  it('is nothing but the heads where nothing is listed', () => {
    expect(tableOf(['who,what\n'])).toBe('who,what\n');
    expect(tableOf([''])).toBe('\n');
  });

  it('takes the last line without its end', () => {
    expect(tableOf(['who,what\na,', 'who,what\n,b'])).toBe('who,what\na,\n,b\n');
  });
});

describe('rows that are here already', () => {
  it('are told under all their heads, quoted where they have to be', () => {
    expect(
      csvOf([
        { who: 'a', what: 'one, "two"' },
        { who: 'b', paid: '3' },
      ]),
    ).toBe('who,what,paid\na,"one, ""two""",\nb,,3\n');
  });

  it('are no formulas', () => {
    expect(csvOf([{ note: '=HYPERLINK(1)', amount: '-5' }])).toBe("note,amount\n'=HYPERLINK(1),'-5\n");
  });
});
