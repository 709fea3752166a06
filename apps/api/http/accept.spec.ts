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
  ])('that says %j likes best %s', (accept, type) => {
    expect(preferred(accept, ['application/json', 'text/csv'])).toBe(type);
  });
});
