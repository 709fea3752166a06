import { preferred } from './accept.ts';

const [JSON_TYPE, CSV] = ['application/json', 'text/csv'];

describe('of JSON and CSV, a caller', () => {
  it.each([
    [undefined, JSON_TYPE],
    ['', JSON_TYPE],
    ['*/*', JSON_TYPE],
    ['text/csv', CSV],
    ['TEXT/CSV', CSV],
    ['text/csv; charset=utf-8', CSV],
    ['text/*', CSV],
    ['text/csv, */*', CSV],
    ['text/csv, application/json', CSV],
    ['application/json, text/csv', JSON_TYPE],
    ['text/csv;q=0.5, application/json', JSON_TYPE],
    ['text/csv;q=0.5, application/json;q=0.4', CSV],
    ['text/csv;q=0, */*', JSON_TYPE],
    ['text/csv;Q=0,*/*;q=0.1', JSON_TYPE],
    ['*/*, application/json;q=0', CSV],
    ['text/html, */*;q=0.8', JSON_TYPE],
    ['text/csv;q=0', undefined],
    ['text/html', undefined],
    ['text/csvs', undefined],
    ['application/json;q=2', undefined],
    ['application/json;q=1.9', undefined],
    ['text/csv;header=present', CSV],
    ['text/csv; header="present"', CSV],
    ['text/csv;header=absent', undefined],
    ['text/csv;header=absent, application/json;q=0.1', JSON_TYPE],
    ['application/json;version=2', undefined],
    ['application/json;version=2, text/csv;q=0.1', CSV],
    ['application/json;Charset="UTF-8"', JSON_TYPE],
    ['application/json;charset=iso-8859-1', undefined],
    ['application/json;q=0.5;charset=utf-8, text/csv;q=0.4', JSON_TYPE],
    // What is said more closely counts, whatever else fits.
    ['text/csv;q=0.1, text/csv;header=present, application/json;q=0.5', CSV],
    ['text/csv, text/csv;header=present;q=0.1, application/json;q=0.5', JSON_TYPE],
    ['text/csv;header=absent;q=0, text/csv', CSV],
    // A comma or a semicolon in quotes divides nothing.
    ['text/html;title="a, text/csv; q=0", application/json', JSON_TYPE],
    ['text/html;title="text/csv, ', undefined],
    ['*/*;header=present', CSV],
  ])('that says %j likes best %s', (accept, type) => {
    const offered = ['application/json; charset=utf-8', 'text/csv; charset=utf-8; header=present'];
    const best = preferred(accept, offered);
    expect(best?.split(';')[0]).toBe(type);
  });
});
