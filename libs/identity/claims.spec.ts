import { claimAt } from './claims.ts';

const claims = {
  roles: ['a'],
  realm_access: { roles: ['b'] },
  'https://example.org/who': { organisation: 'c' },
  resource_access: { 'pledge.book': { roles: ['d'] } },
  'a.b': 1,
  a: { b: 2 },
};

describe('A claim', () => {
  it.each([
    ['roles', ['a']],
    ['realm_access.roles', ['b']],
    ['https://example.org/who.organisation', 'c'],
    ['resource_access.pledge.book.roles', ['d']],
    ['a.b', 1],
  ])('is found at %s', (path, value) => {
    expect(claimAt(claims, path)).toEqual(value);
  });

  it.each([
    'missing',
    'roles.0',
    'roles.length',
    'realm_access.toString',
    'constructor',
    '__proto__',
    '',
    '.',
  ])('is not there at "%s"', (path) => {
    expect(claimAt(claims, path)).toBeUndefined();
  });
});
