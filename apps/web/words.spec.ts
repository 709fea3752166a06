import { en } from './texts/en/index.ts';
import { fr } from './texts/fr/index.ts';
import { wordsOf } from './words.ts';

/** As a reader sees it: the spaces of numbers like any other. */
const plain = (text: string): string => text.replaceAll(/\s/g, ' ');
const words = wordsOf('en-GB', en);

describe('Money', () => {
  it.each([
    ['KWD', '999999.999', 'KWD 999,999.999'],
    ['KWD', '0.5', 'KWD 0.500'],
    ['USD', '40.5', 'USD 40.50'],
    ['USD', '0.005', 'USD 0.005'],
    ['USD', '12000000', 'USD 12,000,000'],
    ['USD', '12.00', 'USD 12'],
    ['JPY', '1000.5', 'JPY 1,000.5'],
    ['CLF', '1.5', 'CLF 1.5000'],
    ['COP', '0.1', 'COP 0.10'],
    ['IQD', '-2.5', '-IQD 2.500'],
    ['EUR', '999999999999999999.999999', 'EUR 999,999,999,999,999,999.999999'],
    ['EUR', '123456789012345678901234567890.000001', 'EUR 123,456,789,012,345,678,901,234,567,890.000001'],
  ])('of %s %s has the decimals of its currency, and every one of its own', (currency, amount, said) => {
    expect(plain(words.money({ amount, currency }))).toBe(said);
  });

  it('of what is no currency is told all the same', () => {
    expect(words.money({ amount: '1234.5', currency: 'cows!' })).toBe('1,234.5 cows!');
  });

  it('is written as the language does', () => {
    const said = wordsOf('fr-FR', fr).money({ amount: '1234567.891', currency: 'TND' });
    expect(plain(said)).toBe('1 234 567,891 TND');
  });
});

describe('A number', () => {
  it('is told to its last digit', () => {
    expect(words.number('-900719925474099312345.000001')).toBe('-900,719,925,474,099,312,345.000001');
  });

  it('that is none is told as it is written', () => {
    expect(words.number('about ten')).toBe('about ten');
  });
});

describe('A part in per cent', () => {
  it.each([
    ['0.9999999999', '99.9%'],
    ['1', '100%'],
    ['0', '0%'],
    ['0.000219', '0.02%'],
    ['0.0000000000000000000001', '< 0.01%'],
    ['-0.9999', '-99.9%'],
    [0.932, '93.2%'],
  ])('of %s is %s', (part, said) => {
    expect(words.percent(part)).toBe(said);
  });
});

describe('A day', () => {
  it('that is no day of the calendar is told as it is written', () => {
    expect([words.day('2019'), words.day(''), words.instant('later')]).toEqual(['2019', '', 'later']);
  });
});

describe('The order of texts', () => {
  it.each([
    ['en-GB', ['a', 'Å', 'ä', 'B', 'z']],
    ['sv', ['a', 'B', 'z', 'Å', 'ä']],
  ])('is that of the language: %s', (locale, sorted) => {
    const { order } = wordsOf(locale, en);
    expect(['z', 'ä', 'B', 'a', 'Å'].sort(order)).toEqual(sorted);
  });
});

describe('Words in a browser that has none of Intl', () => {
  const { Intl: all } = globalThis;
  afterEach(() => {
    globalThis.Intl = all;
  });

  it('are said as the book has them', () => {
    globalThis.Intl = {} as typeof Intl;
    const { number, money, percent, day, instant, place, list, order, count } = wordsOf('en', en);
    expect([
      number('1234.5'),
      money({ amount: '12.5', currency: 'USD' }),
      percent('0.5'),
      day('2019-03-01'),
      instant('2019-03-01T00:00:00Z'),
      place('CO'),
      ['b', 'a'].sort(order).join(),
      list(['a', 'b']),
      count(1, { one: '{n} thing', other: '{n} things' }),
    ]).toEqual([
      '1234.5',
      '12.5 USD',
      '50%',
      '2019-03-01',
      '2019-03-01T00:00:00Z',
      'CO',
      'a,b',
      'a, b',
      '1 thing',
    ]);
  });
});
