import { languageOfTag, tagsOf, takenFor } from './browser.ts';

describe('What a browser says of its language', () => {
  it.each([
    ['fr-CA', 'fr', 'fr-CA'],
    ['en-US@posix', 'en', 'en-US'],
    ['en_US.UTF-8', 'en', 'en-US'],
    ['ES', 'es', 'es'],
    ['en-US-u-va-posix', 'en', 'en-US-u-va-posix'],
    ['en-!', 'en', 'en'],
  ])('%s is taken for %s, written as in %s', (tag, language, locale) => {
    expect([languageOfTag(tag), takenFor(tag)]).toEqual([language, locale]);
    expect(() => new Intl.NumberFormat(takenFor(tag))).not.toThrow();
  });

  it('is a list, or one tag, or nothing', () => {
    expect(tagsOf({ languages: ['fr', 'en'], language: 'fr' })).toEqual(['fr', 'en']);
    expect(tagsOf({ languages: [], language: 'es' })).toEqual(['es']);
    expect(tagsOf({ language: 'es' })).toEqual(['es']);
    expect(tagsOf({})).toEqual([]);
  });
});
