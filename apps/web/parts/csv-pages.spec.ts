import { tableOf } from './csv-pages.ts';

describe('pages of a list as one table', () => {
  it('have their heads once, and what is quoted as it is', () => {
    const rows = 'a,"one, ""two""\nthree"\r\n,""\r\n';
    const page = `who,what\r\n${rows}`;
    expect(tableOf([page, page, page])).toBe(`${page}${rows}${rows}`);
  });

  it('are nothing but the heads where nothing is listed', () => {
    expect(tableOf(['who,what\r\n'])).toBe('who,what\r\n');
    expect(tableOf(['who\r\na\r\n', 'who\r\n'])).toBe('who\r\na\r\n');
  });
});
