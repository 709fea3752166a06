import type { Indicator } from './collective-answer.ts';
import { pointsOf } from './collective-points.ts';

const period = (to: string | undefined, value: string, interim: boolean) => ({
  period: { to },
  latest: { value, interim, measuredOn: '2020-05-01' },
});

describe('the course of what is measured together', () => {
  it('begins at the baseline, and marks what was measured while its period was not over', () => {
    const periods = [
      period('2019-12-31', '3', false),
      period('2020-12-31', '5', true),
      period(undefined, '7', false),
    ];
    const of = { definition: { baseline: { value: '1', on: '2018-01-01' } }, measured: { periods } };
    expect(pointsOf(of as unknown as Indicator)).toEqual([
      { on: '2018-01-01', value: '1' },
      { on: '2019-12-31', value: '3' },
      { on: '2020-12-31', value: '5', interim: true },
      { on: '2020-05-01', value: '7' },
    ]);
  });

  it('begins with what was first measured where the baseline has no day', () => {
    const of = { definition: { baseline: { value: '1' } }, measured: { periods: [] } };
    expect(pointsOf(of as unknown as Indicator)).toEqual([]);
  });
});
