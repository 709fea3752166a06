import { en } from '../../../texts/en/index.ts';
import { es } from '../../../texts/es/index.ts';
import { fr } from '../../../texts/fr/index.ts';
import { wordsOf } from '../../../words.ts';
import { inOneText, sentenceOf } from './sentence.ts';
import type { Summary } from './summary.ts';

const english = wordsOf('en-GB', en);
const usd = (amount: string) => ({ amount, currency: 'USD' });
const summary: Summary = {
  own: 11,
  attributed: 0,
  organisations: 9,
  promised: [usd('16500000')],
  paid: [usd('6049999.99')],
  unconfirmed: [],
  unconfirmedPaid: [],
  reporting: 9,
  silent: 8,
  over: 4,
};
const told = (changes: Partial<Summary>, words = english): string =>
  inOneText(sentenceOf({ ...summary, ...changes }, words, { lastWord: '2021-07-14' }), words).replaceAll(
    /\s/g,
    ' ',
  );

describe('what stands, in a sentence', () => {
  it('tells money, who promised it, what was paid, and which promises are silent or over', () => {
    expect(told({})).toBe(
      'USD 16.5m promised by 9 organisations, USD 6.04m paid; 8 of 9 open promises with reports awaited have been silent since July 2021; 4 are past their own end.',
    );
  });

  it('never says more was paid than was: sums are cut, not rounded up', () => {
    expect(told({ promised: [usd('1000000')], paid: [usd('999999')] })).toContain('USD 999k paid');
  });

  it('tells of one alone as of one', () => {
    expect(told({ organisations: 1, paid: [], silent: 1, reporting: 1, over: 1 })).toBe(
      'USD 16.5m promised by 1 organisation, nothing paid yet; 1 of 1 open promises with reports awaited has been silent since July 2021; 1 is past its own end.',
    );
  });

  it('names nobody where it is of one organisation', () => {
    const clauses = sentenceOf({ ...summary, silent: 0, over: 0 }, english, { isOfOne: true });
    expect(inOneText(clauses, english).replaceAll(/\s/g, ' ')).toBe('USD 16.5m promised, USD 6.04m paid.');
  });

  it('tells what others recorded apart, and of many currencies how many more there are', () => {
    const many = ['USD', 'EUR', 'GBP', 'CHF', 'SEK'].map((currency) => ({ amount: '2000', currency }));
    expect(
      told({ own: 0, promised: [], paid: [], attributed: 7, unconfirmed: many, silent: 0, over: 0 }),
    ).toBe('USD 2k, EUR 2k, GBP 2k and 2 more currencies recorded by others, and not confirmed.');
  });

  it('tells what was paid by the word of others beside it', () => {
    const others = { unconfirmed: [usd('2000')], unconfirmedPaid: [usd('500')] };
    expect(told({ own: 0, attributed: 1, silent: 0, over: 0, ...others })).toBe(
      'USD 2k promised and USD 500 paid according to others, not confirmed.',
    );
  });

  it('tells promises without money by their number, and that there are none', () => {
    expect(told({ promised: [], paid: [], silent: 0, over: 0 })).toBe(
      '11 promises by 9 organisations, none of a sum of money.',
    );
    expect(told({ own: 0 })).toBe('Nothing is promised at this moment.');
  });

  it.each([
    ['French', wordsOf('fr-FR', fr), /^16,5 M USD promis par 9 organisations.*juillet 2021.*\.$/],
    ['Spanish', wordsOf('es-ES', es), /^16,5 M USD prometidos por 9 organizaciones.*julio de 2021.*\.$/],
  ])('is told in %s', (_, words, text) => {
    expect(told({}, words)).toMatch(text);
  });
});
