import type { ProgressRow } from '#commitment';
import { coursesOf, pointsOf } from './ledger-progress.ts';

const indicatorOf = (id: string, aggregation: 'sum' | 'latest') =>
  ({ id, name: id, level: 'output', unit: 'points', direction: 'increase', aggregation }) as const;
/** A row of one indicator in one period, with what was reported on which days. */
const rowOf = (
  reports: Readonly<Record<string, string>>,
  { commitment = 'cmt_a', id = 'points', aggregation = 'sum' as 'sum' | 'latest' } = {},
) =>
  ({
    commitment,
    indicator: indicatorOf(id, aggregation),
    reports: Object.entries(reports).map(([effectiveOn, value]) => ({ effectiveOn, value })),
  }) as unknown as ProgressRow;

describe('the course of an indicator', () => {
  it('adds up over periods what adds up', () => {
    const rows = [
      rowOf({ '2020-01-20': '0.2', '2019-07-15': '0.1' }),
      rowOf({ '2021-02-08': '9007199254740993' }),
    ];
    expect(pointsOf(rows)).toEqual([
      { on: '2019-07-15', value: '0.1' },
      { on: '2020-01-20', value: '0.3' },
      { on: '2021-02-08', value: '9007199254740993.3' },
    ]);
  });

  it('marks what was said while its period was not over', () => {
    const report = (effectiveOn: string, value: string, interim: boolean) => ({
      effectiveOn,
      value,
      interim,
    });
    const row = rowOf({}, {});
    const reports = [report('2020-01-20', '1', true), report('2021-02-08', '2', false)];
    expect(pointsOf([{ ...row, reports } as unknown as ProgressRow])).toEqual([
      { on: '2020-01-20', value: '1', interim: true },
      { on: '2021-02-08', value: '3' },
    ]);
  });

  it('shows else what was said last on a day', () => {
    const latest = { aggregation: 'latest' as const };
    const rows = [rowOf({ '2019-07-15': '9' }, latest), rowOf({ '2019-07-15': '11' }, latest)];
    expect(pointsOf(rows)).toEqual([{ on: '2019-07-15', value: '11' }]);
  });

  it('is that of the first indicator with a report, commitment by commitment', () => {
    const courses = coursesOf([
      rowOf({}, { id: 'silent' }),
      rowOf({ '2020-01-01': '5' }, { id: 'told' }),
      rowOf({}, { commitment: 'cmt_b', id: 'planned' }),
    ]);
    expect(courses.get('cmt_a')).toMatchObject({ indicator: { id: 'told' }, others: 1 });
    expect(courses.get('cmt_b')).toMatchObject({ indicator: { id: 'planned' }, points: [], others: 0 });
    expect(coursesOf([]).size).toBe(0);
  });
});
