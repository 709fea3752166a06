import { brief } from './brief.ts';

describe('What something long is called by', () => {
  it('is all of it where it is short', () => {
    expect(brief('Build two treatment plants')).toBe('Build two treatment plants');
  });

  it('is its first words', () => {
    expect(brief('Build two treatment plants at the lake', 20)).toBe('Build two treatment…');
  });

  it('is the beginning of one endless word', () => {
    expect(brief('a'.repeat(1900))).toBe(`${'a'.repeat(120)}…`);
  });

  it('ends with no half of a letter', () => {
    const family = '👩‍👩‍👧';
    expect(brief(family.repeat(30), 20)).toBe(`${family.repeat(2)}…`);
    expect(brief(`${'a'.repeat(19)}😀😀`, 20)).toBe(`${'a'.repeat(19)}…`);
  });
});
