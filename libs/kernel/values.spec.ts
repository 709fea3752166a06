import { same } from './values.ts';

describe('two values', () => {
  it.each<[string, unknown, unknown]>([
    ['in another order of names', { a: 1, b: [{ c: '2' }] }, { b: [{ c: '2' }], a: 1 }],
    ['one of which says nothing more', { a: 1, b: undefined }, { a: 1 }],
    ['of texts in another form', { text: ['Bogota\u0301 ', 'a\r\nb'] }, { text: ['Bogotá', 'a\nb'] }],
  ])('are the same %s', (_, one, other) => {
    expect(same(one, other)).toBe(true);
  });

  it.each<[string, unknown, unknown]>([
    ['of other texts', { a: 'x' }, { a: 'y' }],
    ['in another order of a list', [1, 2], [2, 1]],
    ['one of which is missing', undefined, {}],
  ])('are others %s', (_, one, other) => {
    expect(same(one, other)).toBe(false);
  });
});
