import { projectionIn } from './analysis.ts';

describe("an analyst's file", () => {
  const whole = {
    name: 'wells',
    keys: () => [],
    on: { CommitmentMade: () => ({}) },
    at: (doc: unknown) => doc,
  };

  it('gives a projection by default, with columns and a version or without', () => {
    expect(projectionIn({ default: whole })).toBe(whole);
    const served = { ...whole, version: 1, columns: {} };
    expect(projectionIn({ default: served })).toBe(served);
  });

  it.each([
    ['nothing', undefined, 'has no projection as its default export'],
    ['a function', () => whole, 'has no projection as its default export'],
    ['no name', { ...whole, name: undefined }, '"name" must be a string'],
    ['no keys', { ...whole, keys: ['x'] }, '"keys" must be a function'],
    ['no folds', { ...whole, on: null }, '"on" must be an object'],
    [
      'a fold that is none',
      { ...whole, on: { CommitmentMade: 1 } },
      '"on.CommitmentMade" must be a function',
    ],
    ['no reading', { ...whole, at: undefined }, '"at" must be a function'],
  ])('is refused where it gives %s', (_, given, complaint) => {
    expect(() => projectionIn({ default: given })).toThrow(complaint);
  });
});
