import fc from 'fast-check';
import { digestOf, idPattern, makeId } from './index.ts';

/** Until the year 10889, when 48 bits are full. */
const instants = fc.nat(2 ** 48 - 1);
const random = fc.uint8Array({ minLength: 16, maxLength: 16 });
const id = fc.tuple(instants, random).map(([at, bytes]) => makeId('cmt', at, bytes));

describe('An id', () => {
  it('begins with its kind, has no dash, and follows its pattern', () => {
    fc.assert(
      fc.property(id, (made) => {
        expect(made).toMatch(idPattern('cmt'));
        expect(made).not.toMatch(idPattern('org'));
        expect(made).not.toContain('-');
      }),
    );
  });

  it('sorts as text by the time it was made', () => {
    fc.assert(
      fc.property(instants, instants, random, random, (a, b, first, second) => {
        fc.pre(a < b);
        expect(makeId('cmt', a, first) < makeId('cmt', b, second)).toBe(true);
      }),
    );
    const zeros = new Uint8Array(16);
    const ones = new Uint8Array(16).fill(31);
    expect(makeId('cmt', 31, ones) < makeId('cmt', 32, zeros)).toBe(true);
  });

  it('keeps apart what was made in the same millisecond: by 5 bits of each random byte', () => {
    fc.assert(
      fc.property(instants, random, fc.nat(15), fc.integer({ min: 1, max: 31 }), (at, bytes, i, by) => {
        const other = Uint8Array.from(bytes, (byte, j) => (i === j ? byte ^ by : byte));
        expect(makeId('cmt', at, other)).not.toBe(makeId('cmt', at, bytes));
      }),
    );
  });

  it('is not every text', () => {
    const made = makeId('cmt', 0, new Uint8Array(16));
    expect(made).toBe(`cmt_${'0'.repeat(26)}`);
    for (const other of [`${made}0`, made.slice(0, -1), `x${made}`, `${made}\n`, `cmt_${'i'.repeat(26)}`])
      expect(other).not.toMatch(idPattern('cmt'));
  });
});

describe('digestOf', () => {
  it('is one of the same parts, and of how they are parted', () => {
    expect(digestOf('fts', '1')).toMatch(/^[0-9a-f]{64}$/);
    expect(digestOf('fts', '1')).toBe(digestOf('fts', '1'));
    expect(new Set([digestOf('a', 'b'), digestOf('ab'), digestOf('a,b'), digestOf('a', 'b', '')]).size).toBe(
      4,
    );
  });
});
