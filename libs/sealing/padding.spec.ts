import fc from 'fast-check';
import { padded, unpadded } from './padding.ts';

describe('Padding', () => {
  it('gives back what was padded, and shows of its size the class alone', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(unpadded(padded(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    const sizes = [0, 1020, 1024, 5000, 60_000, 70_000].map((n) => padded('x'.repeat(n)).length / 1024);
    expect(sizes).toEqual([1, 1, 4, 16, 64, 256]);
  });
});
