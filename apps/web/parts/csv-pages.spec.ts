import { csvOf, tableOf } from './csv-pages.ts';

/** Lines with the ends of RFC 4180. */
const lines = (...all: readonly string[]): string => all.map((one) => `${one}\r\n`).join('');

describe('pages of a list as one table', () => {
  it('puts every cell under its own head, though the pages differ in columns', () => {
    expect(tableOf(['who,paid.USD\na,1\n', 'who,paid.EUR,paid.USD\nb,2,3\nc,4,\n'])).toBe(
      lines('who,paid.USD,paid.EUR', 'a,1,', 'b,3,2', 'c,,4'),
    );
  });

  it('keeps what is quoted as it is', () => {
    const rows = lines('a,"one, ""two""\nthree",', ',"",x');
    const page = `${lines('who,what,why')}${rows}`;
    expect(tableOf([page, page])).toBe(`${page}${rows}`);
  });

  it('is nothing but the heads where nothing is listed', () => {
    expect(tableOf(['who,what\n'])).toBe(lines('who,what'));
    expect(tableOf([''])).toBe(lines(''));
  });

  it('takes the last line without its end', () => {
    expect(tableOf(['who,what\na,', 'who,what\n,b'])).toBe(lines('who,what', 'a,', ',b'));
  });
});

describe('rows that are here already', () => {
  it('are told under all their heads, quoted where they have to be', () => {
    expect(
      csvOf([
        { who: 'a', what: 'one, "two"' },
        { who: 'b', paid: '3' },
      ]),
    ).toBe(lines('who,what,paid', 'a,"one, ""two""",', 'b,,3'));
  });

  it('are no formulas, and their numbers stay numbers', () => {
    expect(csvOf([{ note: '=HYPERLINK(1)', other: '-5+A1', amount: '-12.5', count: -3 }])).toBe(
      lines('note,other,amount,count', "'=HYPERLINK(1),'-5+A1,-12.5,-3"),
    );
  });
});
