import { placeNamed } from './places.ts';

describe('placeNamed', () => {
  it.each([
    ['Afghanistan', 'AF'],
    ['Turkey', 'TR'],
    ['Türkiye', 'TR'],
    ['Iran, Islamic Republic of', 'IR'],
    ['occupied Palestinian territory', 'PS'],
    ['Syrian Arab Republic', 'SY'],
    ["Cote d'Ivoire", 'CI'],
    ['Bosnia and Herzegovina', 'BA'],
    ['Saint Lucia', 'LC'],
    ['Global', 'global'],
  ])('knows %s', (name, code) => {
    expect(placeNamed(name)).toBe(code);
  });

  it('guesses nothing', () => {
    expect(() => placeNamed('Palestin')).toThrow('"Palestin" is no place known by name');
  });
});
