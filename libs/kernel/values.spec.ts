import { same } from './values.ts';

describe('two values', () => {
  it.each<[string, unknown, unknown]>([
    ['in another order of names', { a: 1, b: [{ c: '2' }] }, { b: [{ c: '2' }], a: 1 }],
    ['one of which says nothing more', { a: 1, b: undefined }, { a: 1 }],
    [
      'of decimals with other zeros behind',
      { money: { amount: '1' }, places: [{ percentage: '50.0' }], value: '-1.50', equivalent: { rate: '2' } },
      {
        money: { amount: '1.00' },
        places: [{ percentage: '50' }],
        value: '-1.5',
        equivalent: { rate: '2.0' },
      },
    ],
    ['of texts in another form', { text: ['Bogota\u0301 ', 'a\r\nb'] }, { text: ['Bogotá', 'a\nb'] }],
  ])('are the same %s', (_, one, other) => {
    expect(same(one, other)).toBe(true);
  });

  it.each<[string, unknown, unknown]>([
    ['of other decimals', { amount: '1' }, { amount: '10' }],
    ['of texts that only look like decimals', { title: '1' }, { title: '1.0' }],
    ['of texts where decimals would stand', { value: '1.' }, { value: '1' }],
    ['of other texts', { a: 'x' }, { a: 'y' }],
    ['in another order of a list', [1, 2], [2, 1]],
    ['one of which is missing', undefined, {}],
  ])('are others %s', (_, one, other) => {
    expect(same(one, other)).toBe(false);
  });
});
