import fc from 'fast-check';
import { isSealed, readSealedStream, sealedStream } from './sealed-stream.ts';

const word = (characters: string) => fc.string({ unit: fc.constantFrom(...characters), minLength: 1 });

describe('The name of a sealed stream', () => {
  it('is read as it was composed', () => {
    const more = fc.option(word('abc1_-.'), { nil: undefined });
    fc.assert(
      fc.property(word('abc1_'), word('abc1_-'), more, (kind, subject, more) => {
        const stream = sealedStream(kind, subject, more);
        expect(isSealed(stream)).toBe(true);
        expect(readSealedStream(stream)).toEqual({ kind, subject, ...(more === undefined ? {} : { more }) });
      }),
    );
  });

  it('says nothing where it is the name of another', () => {
    for (const stream of ['', 'ptn_1-partnership-ptn_1', 'sealed'])
      expect(readSealedStream(stream)).toEqual({ kind: '', subject: '' });
  });
});
