import { linesOf } from './index.ts';

const line = (...cells: readonly (string | number | undefined)[]): string => linesOf([cells]);

describe('Comma separated values', () => {
  it('are lines of cells, as RFC 4180 ends them', () => {
    expect(linesOf([['a', 'b'], [1, undefined], []])).toBe('a,b\r\n1,\r\n\r\n');
  });

  it.each([
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a\nb', '"a\nb"'],
    ['a\rb', '"a\rb"'],
    ['a;b', 'a;b'],
    ['', ''],
  ])('quote what would end a cell: %j', (cell, written) => {
    expect(line(cell, 'x')).toBe(`${written},x\r\n`);
  });

  it.each(['-12.5', '0', '12', '-3', '1.5; -2', '-1; -2; -3'])('keep numbers numbers: %s', (cell) => {
    expect(line(cell)).toBe(`${cell}\r\n`);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['-1+1', "'-1+1"],
    ['+5', "'+5"],
    ['@x', "'@x"],
    ['\uff1d1', "'\uff1d1"],
    ['\uff0b1', "'\uff0b1"],
    ['\uff0d1', "'\uff0d1"],
    ['\uff20x', "'\uff20x"],
    ['  =1', "  '=1"],
    ['a=1', 'a=1'],
  ])('are no formulas: %s', (cell, written) => {
    expect(line(cell)).toBe(`${written}\r\n`);
  });

  it.each([
    ['x;=cmd', "x;'=cmd"],
    ['x; -1+1', "x; '-1+1"],
    ['x;"=cmd"', 'x;"\'=cmd"'],
    ['x\n=cmd', "x\n'=cmd"],
    ['x\t@cmd', "x\t'@cmd"],
    ['x;;+cmd;y', "x;;'+cmd;y"],
  ])('nor are they where another separator is expected: %j', (cell, defused) => {
    const quoted = /["\n]/.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
    expect(line(cell)).toBe(`${quoted}\r\n`);
  });

  it('take time in proportion to the text, whatever it is', () => {
    const long = `${'\n\t "'.repeat(100_000)}x=`;
    expect(line(long).length).toBeGreaterThan(long.length);
  });
});
