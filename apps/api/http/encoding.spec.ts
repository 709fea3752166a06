import fc from 'fast-check';
import { jsonOf } from './encoding.ts';

describe('an answer in slices', () => {
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.jsonValue(),
      fc.constant(undefined),
      fc.constant(-0),
      fc.constant(Number.NaN),
      fc.date({ noInvalidDate: true }),
      fc.string({ unit: 'binary' }),
      fc.array(tie('value'), { maxLength: 5 }),
      fc
        .tuple(tie('value'), fc.integer({ min: 40, max: 60 }))
        .map(([one, times]) => Array.from({ length: times }, () => one)),
      fc.dictionary(fc.string(), tie('value'), { maxKeys: 5 }),
    ),
  }));

  it('is the same bytes as in one', () =>
    fc.assert(
      fc.asyncProperty(fc.oneof(fc.array(value), fc.dictionary(fc.string(), value)), async (answer) => {
        expect((await jsonOf(answer)).toString()).toBe(Buffer.from(JSON.stringify(answer)).toString());
      }),
      { numRuns: 50 },
    ));

  it('leaves others their turn', async () => {
    const rows = Array.from({ length: 100_000 }, (_, row) => ({ row, words: ['a', { b: 'c' }] }));
    let turns = 0;
    let over = false;
    const turn = () => {
      turns++;
      if (!over) setImmediate(turn);
    };
    setImmediate(turn);
    await jsonOf({ rows });
    over = true;
    expect(turns).toBeGreaterThanOrEqual(3);
  });
});
