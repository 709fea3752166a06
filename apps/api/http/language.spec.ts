import { languageOf } from './language.ts';

describe('the language of a caller', () => {
  it.each([
    [undefined, 'en'],
    ['sv', 'sv'],
    ['es-CO,es;q=0.9,en;q=0.8', 'es'],
    ['en;q=0.1, fr;q=0.9', 'fr'],
    ['fr;q=0, es;q=0.5', 'es'],
    ['*', 'en'],
    ['en-US@posix, sv;q=0.5', 'sv'],
    ['tlh, de;q=0.5', 'de'],
    [';;,,', 'en'],
    ['sv;q=1.9, fr;q=0.2', 'fr'],
    ['sv;q=1.001, fr;q=0.2', 'fr'],
    ['sv;q=.5, fr;q=0.2', 'fr'],
    ['sv;q=1.000, fr', 'sv'],
    ['fr ; q=0.2 , sv ;Q=0.5', 'sv'],
  ])('that says %j is %s', (accept, language) => {
    expect(languageOf(accept)).toBe(language);
  });
});
