import fc from 'fast-check';
import { stoppable } from '#projection';
import { Encoded, jsonOf } from './encoding.ts';

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
    // How often, the machine decides; without turns it is never.
    expect(turns).toBeGreaterThanOrEqual(1);
  });
});

describe('an answer that several are given', () => {
  const answer = { rows: Array.from({ length: 100_000 }, (_, row) => ({ row })) };
  const bytes = Buffer.from(JSON.stringify(answer));
  /** Somebody who asks, and how it is to be gone. */
  const asker = (encoded: Encoded, of: object = answer) => {
    const gone = new AbortController();
    let times = 0;
    const encode = () => {
      times++;
      return jsonOf(of);
    };
    const given = stoppable(gone.signal, () => encoded.of(of, encode));
    given.catch(() => undefined);
    return { given, gone: () => gone.abort(), times: () => times };
  };

  it('is encoded once', async () => {
    const encoded = new Encoded();
    const [one, other] = [asker(encoded), asker(encoded)];
    expect((await one.given).equals(bytes)).toBe(true);
    expect(await other.given).toBe(await one.given);
    expect([one.times(), other.times()]).toEqual([1, 0]);
  });

  it('is given to those who stay, and who come later, where who asked first is gone', async () => {
    const encoded = new Encoded();
    const [first, second, third] = [asker(encoded), asker(encoded), asker(encoded)];
    first.gone();
    await expect(first.given).rejects.toThrow('aborted');
    expect((await second.given).equals(bytes)).toBe(true);
    expect(await third.given).toBe(await second.given);
    expect(await asker(encoded).given).toBe(await second.given);
  });

  it('is encoded for nobody where all are gone, and fails for all where it cannot be', async () => {
    const encoded = new Encoded();
    const both = [asker(encoded), asker(encoded)];
    for (const one of both) one.gone();
    for (const one of both) await expect(one.given).rejects.toThrow('aborted');
    const circle: Record<string, unknown> = {};
    circle['itself'] = circle;
    for (const one of [asker(encoded, circle), asker(encoded, circle)])
      await expect(one.given).rejects.toThrow('circular');
  });
});
