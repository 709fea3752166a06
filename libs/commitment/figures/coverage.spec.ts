import fc from 'fast-check';
import { decimal } from '#kernel';
import { cmtId, orgId } from '#specification';
import type { LedgerRow } from '../ledger-row.ts';
import type { PlaceShare } from '../particulars.ts';
import { promising, rowOf } from '../specification/rows.ts';
import { CoverageAddition, type Coverage, type Lines } from './coverage.ts';
import { Containment } from './walk.ts';

const [itu, gsma] = [orgId('itu'), orgId('gsma')];
const scope = { places: ['419', 'LB'], sdgTargets: ['9.c', '4.a'] };
const usd = (amount: string) => ({ currency: 'USD', amount });
const places = (...codes: string[]) => ({ places: codes.map((place) => ({ place })) });

const [whole, part] = [cmtId('whole'), cmtId('part')];
const containment = new Containment([
  { commitment: part, promise: { partnership: rowOf({}).partnership, commitment: whole, said: '1' } },
]);

function coverageOf(rows: readonly LedgerRow[], within = scope, lines: Lines = new Map()): Coverage {
  const addition = new CoverageAddition(within, containment);
  for (const row of rows) addition.add(row);
  return addition.coverage(lines);
}
const at = (of: string, coverage: Coverage) =>
  [...coverage.places, ...coverage.themes, ...coverage.sdgTargets, ...coverage.sdgGoals].find(
    (cell) => cell.of === of,
  );

describe('Coverage', () => {
  it('names the organisations of a cell, by whose word it is; two overlap, one does not', () => {
    const coverage = coverageOf([
      rowOf({ ...places('CO'), theme: 'Water' }),
      rowOf({ ...places('CO'), organisation: gsma, voice: 'attributed' }),
      rowOf({ ...places('CO'), organisation: 'not-stated', voice: 'attributed' }),
    ]);
    expect(at('CO', coverage)).toMatchObject({
      rows: 3,
      overlap: true,
      organisations: [
        { organisation: itu, selfReported: 1, attributed: 0 },
        { organisation: gsma, selfReported: 0, attributed: 1 },
      ],
    });
    expect(at('Water', coverage)).toMatchObject({ rows: 1, overlap: false });
  });

  it('divides by percentages, and by no guess where none are given', () => {
    const shares = [
      { place: 'CO', percentage: '60.5' },
      { place: 'PE', percentage: '39.5' },
    ];
    const coverage = coverageOf([
      rowOf({ ...promising('1000.01'), places: shares }),
      rowOf({ ...promising('7'), ...places('CO', 'LB') }),
      rowOf({ ...promising('5'), ...places('CO'), promise: 'pledge' }),
    ]);
    const none = { rows: 0, promised: [] };
    expect(at('CO', coverage)).toMatchObject({
      commitments: { rows: 2, promised: [usd('605.00605')], undivided: { rows: 1, promised: [usd('7')] } },
      pledges: { rows: 1, promised: [usd('5')], undivided: none },
    });
    expect(at('LB', coverage)).toMatchObject({ commitments: { promised: [], undivided: { rows: 1 } } });
  });

  it('has a goal stand for all its targets: what is for two of them is for one goal', () => {
    const coverage = coverageOf([rowOf({ ...promising('8'), sdgTargets: ['9.c', '9.1'] })]);
    expect(at('9', coverage)).toMatchObject({ commitments: { promised: [usd('8')] } });
    expect(at('9.1', coverage)).toMatchObject({ commitments: { promised: [], undivided: { rows: 1 } } });
  });

  it('shows a gap where the scope names what nobody covers; a region is covered from within', () => {
    const coverage = coverageOf([rowOf({ ...places('CO'), sdgTargets: ['9.c'] })]);
    expect(coverage.gaps).toEqual({ places: ['LB'], sdgTargets: ['4.a'] });
    expect(at('419', coverage)).toMatchObject({ rows: 0, gap: false, inScope: true, within: ['CO'] });
    expect(at('CO', coverage)).toMatchObject({ inScope: true });
    expect(at('4', coverage)).toMatchObject({ gap: true });
    expect(coverageOf([], { places: ['global'], sdgTargets: [] }).gaps.places).toEqual(['global']);
  });

  it('says of a country without rows that one around it has some, and leaves the gap', () => {
    const coverage = coverageOf([rowOf(places('145'))]);
    expect(at('LB', coverage)).toMatchObject({ gap: true, around: ['145'] });
    expect(at('145', coverage)).toMatchObject({ inScope: false, gap: false });
  });

  it('leaves a part out of the sum of a cell where what contains it is in the same sum', () => {
    const [all, some] = [rowOf({ ...promising('9'), ...places('CO'), commitment: whole }), promising('5')];
    const one = rowOf({ ...some, ...places('CO'), commitment: part, organisation: gsma });
    expect(at('CO', coverageOf([all, one]))).toMatchObject({
      rows: 2,
      contained: 1,
      overlap: true,
      commitments: { rows: 2, promised: [usd('9')] },
    });
    const pledged = { ...one, promise: 'pledge' as const };
    expect(at('CO', coverageOf([all, pledged]))).toMatchObject({
      commitments: { promised: [usd('9')] },
      pledges: { promised: [usd('5')] },
      altogether: { rows: 2, promised: [usd('9')] },
    });
  });

  it.each<[string, Partial<LedgerRow>]>([
    ['stands no more', { status: 'withdrawn' }],
    ['is elsewhere', places('PE')],
    ['is only undivided in the cell', places('CO', 'PE')],
    [
      'says that nothing is for it',
      { places: ['CO', 'PE'].map((place, i) => ({ place, percentage: `${i}00` })) },
    ],
    ['is in another currency', promising('9', 'EUR')],
    ['says no money', { money: rowOf({}).money }],
  ])('counts a part where what contains it %s', (_, says) => {
    const all = rowOf({ ...promising('9'), ...places('CO'), commitment: whole, ...says });
    const one = rowOf({ ...promising('5'), ...places('CO'), commitment: part });
    const { promised = [] } = at('CO', coverageOf([all, one]))?.commitments ?? {};
    expect(promised.filter(({ currency }) => currency === 'USD')).toEqual([usd('5')]);
  });

  it('takes a predecessor and its successor for one organisation', () => {
    const rows = [rowOf(places('CO')), rowOf({ ...places('CO'), organisation: gsma, voice: 'attributed' })];
    expect(at('CO', coverageOf(rows, scope, new Map([[itu, gsma]])))).toMatchObject({
      overlap: false,
      organisations: [{ organisation: gsma, selfReported: 1, attributed: 1, formerly: [itu] }],
    });
  });

  it('closes no gap with 0 %, nor that of a region around it', () => {
    const nothing = (place: string) => ({
      places: [
        { place, percentage: '0' },
        { place: 'FR', percentage: '100.0' },
      ],
    });
    const coverage = coverageOf([rowOf({ ...promising('5'), ...nothing('LB') }), rowOf(nothing('CO'))]);
    expect(coverage.gaps.places).toEqual(['419', 'LB']);
    expect(at('LB', coverage)).toMatchObject({ rows: 1, gap: true, organisations: [], overlap: false });
    expect(at('419', coverage)).toMatchObject({ within: [] });
  });

  it('takes a target that an old book names twice for one', () => {
    const coverage = coverageOf([rowOf({ ...promising('5'), sdgTargets: ['9.c', '9.c'] })]);
    expect(at('9.c', coverage)).toMatchObject({ commitments: { promised: [usd('5')] } });
  });

  it('divides by thirds that total 99.99, and the parts add up to the amount', () => {
    const thirds = ['CO', 'PE', 'LB'].map((place) => ({ place, percentage: '33.33' }));
    const coverage = coverageOf([rowOf({ ...promising('1000'), places: thirds })]);
    const amountAt = (place: string) => at(place, coverage)?.commitments.promised[0]?.amount;
    expect(['CO', 'PE', 'LB'].map(amountAt)).toEqual(['333.333333', '333.333334', '333.333333']);
  });

  it.each(['withdrawn', 'superseded', 'rejected'] as const)('is not of what was %s', (status) => {
    expect(coverageOf([rowOf({ ...places('CO'), status })])).toEqual(coverageOf([]));
  });

  it('counts what rows leave open apart', () => {
    const { unstated } = coverageOf([rowOf({ ...promising('5'), theme: 'Water' })]);
    expect(unstated).toMatchObject({
      place: { rows: 1, commitments: { promised: [usd('5')] } },
      theme: { rows: 0 },
      sdg: { rows: 1 },
    });
  });
});

const shares = fc.constantFrom<(PlaceShare[] | undefined)[]>(
  undefined,
  [{ place: 'CO' }],
  [
    { place: 'CO', percentage: '33.333333' },
    { place: 'LB', percentage: '66.666667' },
  ],
  [
    { place: 'PE', percentage: '0.5' },
    { place: 'LB', percentage: '99.5' },
    { place: 'global', percentage: '0' },
  ],
  ['CO', 'LB', 'PE'].map((place) => ({ place, percentage: '33.33' })),
  ['CO', 'LB', 'PE', 'global', 'FR', '419'].map((place) => ({ place, percentage: '16.67' })),
);
const rows = fc.array(
  fc
    .record({
      places: shares,
      amount: fc.nat(10 ** 9).map((n) => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`),
      theme: fc.constantFrom(undefined, 'Water', 'Food'),
      organisation: fc.constantFrom(itu, gsma, 'not-stated'),
      promise: fc.constantFrom('pledge' as const, 'commitment' as const),
    })
    .map(({ places, amount, theme, ...says }) =>
      rowOf({ ...promising(amount), ...says, ...(places ? { places } : {}), ...(theme ? { theme } : {}) }),
    ),
);

describe('the laws of coverage', () => {
  it('is the same in whatever order its rows are added', () => {
    fc.assert(
      fc.property(
        rows.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(coverageOf(shuffled)).toEqual(coverageOf(all));
        },
      ),
    );
  });

  it('has places, where percentages are given, and what states none come to the whole, to the cent and beyond', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const { places, themes, unstated } = coverageOf(all);
        const total = decimal.sum(all.map(({ money }) => money.promised?.amount ?? '0'));
        for (const cells of [
          [...places, unstated.place],
          [...themes, unstated.theme],
        ]) {
          const sums = cells.flatMap(({ pledges, commitments }) => [
            ...pledges.promised,
            ...commitments.promised,
          ]);
          expect(decimal.sum(sums.map(({ amount }) => amount))).toBe(decimal.add(total, '0'));
        }
      }),
    );
  });
});
