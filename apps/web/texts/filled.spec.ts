import { filled, isolated } from './filled.ts';

const [FSI, PDI, OVERRIDE] = ['\u2068', '\u2069', '\u202E'];
const MINISTRY = 'وزارة المياه';

describe('A text that is filled', () => {
  it('has each value in its place, and braces without one as they are', () => {
    expect(filled('{n} of {all}, {else}', { n: '1', all: '2' })).toBe('1 of 2, {else}');
  });

  it('takes what looks like a pattern of replacing for what it is', () => {
    expect(filled('by {name}', { name: "$& $1 $'" })).toBe("by $& $1 $'");
  });

  it('keeps apart what is written the other way, so that nothing around it turns', () => {
    expect(filled('{name}: 3 reports', { name: MINISTRY })).toBe(`${FSI}${MINISTRY}${PDI}: 3 reports`);
    expect(filled('{said} ({day})', { said: filled('by {name}, late', { name: MINISTRY }), day: '3' })).toBe(
      `by ${FSI}${MINISTRY}${PDI}, late (3)`,
    );
  });
});

describe('What somebody wrote among other words', () => {
  it('is left as it is where it turns nothing', () => {
    expect(isolated('Ministère de l’Eau')).toBe('Ministère de l’Eau');
  });

  it('loses what would turn the words after it', () => {
    expect(isolated(`gpj.${OVERRIDE}exe`)).toBe('gpj.exe');
    expect(isolated(`a${PDI}${FSI}b`)).toBe('ab');
  });
});
