import type { IndicatorRow } from '../indicators.ts';
import type { LedgerRow } from '../ledger-row.ts';
import { another, commitment, owner, partnership, schools } from '../specification/example.ts';
import { Contributions } from './contributions.ts';
import { Containment } from './walk.ts';

const collective = { ...schools, id: 'all-schools' };
const contributing: IndicatorRow = {
  ...schools,
  collective: 'all-schools',
  target: { value: '120' },
  latest: { value: '42.5', on: '2021-07-10', interim: false },
};
const row = (more: Partial<LedgerRow> = {}): LedgerRow =>
  ({
    partnership,
    commitment,
    organisation: owner,
    promise: 'commitment',
    status: 'open',
    voice: 'self-reported',
    indicators: [contributing],
    ...more,
  }) as LedgerRow;
/** Another is part of it. */
const containment = new Containment([
  { commitment: another, promise: { partnership, commitment, said: '1' } },
]);
const to = (definition: typeof collective, ...rows: readonly LedgerRow[]) => {
  const contributions = new Contributions(containment);
  for (const one of rows) contributions.add(one);
  return contributions.to(partnership, definition);
};
const sum = { promise: 'commitment', status: 'open', voice: 'self-reported' };

describe('What commitments contribute to a collective indicator', () => {
  it('is listed, each with its owner, what it reports and its own target', () => {
    expect(to(collective, row())).toEqual({
      count: 1,
      contributions: [
        {
          ...sum,
          commitment,
          organisation: owner,
          indicator: schools.id,
          unit: schools.unit,
          target: '120',
          reported: '42.5',
          reportedOn: '2021-07-10',
          interim: false,
        },
      ],
      sums: [{ ...sum, contributions: 1, reported: '42.5', target: '120', interim: false }],
    });
  });

  it('is of that indicator, in that book', () => {
    const other = { ...contributing, collective: 'other' };
    const { collective: _, ...alone } = contributing;
    const elsewhere = `ptn_${'9'.repeat(26)}`;
    expect(
      to(collective, row({ indicators: [other, alone] }), row({ partnership: elsewhere })).contributions,
    ).toEqual([]);
  });

  it('is summed by promise, status and voice, each apart', () => {
    const { sums } = to(collective, row(), row(), row({ status: 'withdrawn' }), row({ voice: 'attributed' }));
    expect(sums).toMatchObject([
      { voice: 'attributed', contributions: 1 },
      { status: 'open', contributions: 2, reported: '85', target: '240' },
      { status: 'withdrawn', contributions: 1 },
    ]);
  });

  it.each<[string, LedgerRow, string]>([
    ['another in the same sum contains', row({ commitment: another }), 'contained'],
    ['is in another unit', row({ indicators: [{ ...contributing, unit: 'rooms' }] }), 'other-unit'],
    ['never adds up', row({ indicators: [{ ...contributing, aggregation: 'never' }] }), 'never-adds-up'],
  ])('leaves out of the sum, and lists with that mark, what %s', (_, left, leftOut) => {
    const { contributions, sums } = to(collective, row(), left);
    expect(contributions.map((one) => one.leftOut)).toEqual(expect.arrayContaining([undefined, leftOut]));
    expect(sums).toEqual([{ ...sum, contributions: 1, reported: '42.5', target: '120', interim: false }]);
  });

  it('sums to an interim figure where some of what it adds was said while its period was not over', () => {
    const early = { ...contributing, latest: { value: '1', on: '2021-07-10', interim: true } };
    const two = (other: Partial<LedgerRow>) =>
      to(collective, row(), row({ indicators: [early], ...other })).sums?.map(({ interim }) => interim);
    expect(two({})).toEqual([true]);
    expect(two({ commitment: another })).toEqual([false]);
    expect(two({ status: 'withdrawn' })).toEqual([false, true]);
  });

  it('adds a part where what contains it is in another sum, or reports nothing', () => {
    const part = row({ commitment: another });
    const { latest: _, ...silent } = contributing;
    for (const whole of [
      row({ status: 'withdrawn' }),
      row({ indicators: [{ ...silent, target: undefined }] }),
    ])
      expect(to(collective, whole, part).sums).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ status: 'open', reported: '42.5', target: '120' }),
        ]),
      );
    const { sums, contributions } = to(collective, row({ indicators: [silent] }), part);
    expect(sums).toMatchObject([{ contributions: 2, reported: '42.5', target: '120' }]);
    expect(contributions.every(({ leftOut }) => leftOut === undefined)).toBe(true);
  });

  it('has no sum where the collective indicator does not add up', () => {
    for (const aggregation of ['latest', 'never'] as const)
      expect(to({ ...collective, aggregation } as never, row())).not.toHaveProperty('sums');
  });

  it('is listed as far as an answer goes, and counted and added up whole', () => {
    const many = Array.from({ length: 150 }, (_, i) =>
      row({ commitment: `cmt_${String(i).padStart(26, '0')}` }),
    );
    const told = to(collective, ...many);
    expect(told).toMatchObject({ count: 150, sums: [{ contributions: 150, reported: '6375' }] });
    expect(told.contributions).toHaveLength(100);
  });
});
