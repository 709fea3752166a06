import type { NewEvent } from '#kernel';
import {
  adoptedOnline,
  convened,
  convener,
  dated,
  EARLIER,
  EARLY,
  FIRST,
  measured,
  second,
} from '../specification/example.ts';
import { Story } from '../specification/story.ts';
import type { CollectiveIndicatorView } from './shape.ts';
import { measuredProgress } from './measurements.ts';

const year = (number: number) => ({ from: `${number}-01-01`, to: `${number}-12-31` });
const of = (number: number, value: string, more: object = {}): NewEvent =>
  dated(EARLIER, measured({ measurement: `m${number}`, period: year(number), value, ...more }));
const progressOf = (definition: object, ...events: readonly NewEvent[]) => {
  const { collectiveIndicators } = new Story(
    ...convened(second),
    dated(FIRST, adoptedOnline(definition)),
    ...events,
  ).overview();
  return measuredProgress(collectiveIndicators[0] as CollectiveIndicatorView);
};

describe('What is measured together, against its target', () => {
  it('is nothing before anybody measured', () => {
    expect(progressOf({})).toEqual({ periods: [] });
  });

  it('adds up over periods that do not overlap', () => {
    expect(progressOf({}, of(2019, '300'), of(2018, '200.5'))).toMatchObject({
      periods: [{ period: year(2018) }, { period: year(2019) }],
      soFar: { value: '500.5', periods: 2 },
      toTarget: '499.5',
    });
  });

  it('is no sum where two periods share days, or one has no beginning', () => {
    for (const period of [{ from: '2018-12-31' }, { to: '2018-06-30' }]) {
      const told = progressOf({}, of(2018, '200'), of(2019, '300', { measurement: 'x', period }));
      expect(told.periods).toHaveLength(2);
      expect(told).not.toHaveProperty('soFar');
    }
  });

  it('is what the last period says where the indicator does not add up', () => {
    for (const aggregation of ['latest', 'never'])
      expect(progressOf({ aggregation }, of(2019, '300'), of(2018, '200'))).toMatchObject({
        soFar: { value: '300', periods: 1 },
        toTarget: '700',
      });
  });

  it('shows beside the latest of a period what others measured, and counts the latest', () => {
    const other = { measurement: 'x', measuredBy: second };
    const told = progressOf({}, of(2018, '200'), dated(EARLY, of(2018, '210', other)));
    expect(told).toMatchObject({
      periods: [
        {
          latest: { measurement: 'x', measuredBy: second },
          others: [{ value: '200', measuredBy: convener }],
        },
      ],
      soFar: { value: '210', periods: 1 },
    });
  });

  it('is interim where some of what counts was measured while its period was not over', () => {
    const early = of(2020, '300');
    expect(progressOf({}, of(2018, '200'))).toMatchObject({ soFar: { value: '200', interim: false } });
    expect(progressOf({}, of(2018, '200'), early)).toMatchObject({ soFar: { value: '500', interim: true } });
    const latest = { aggregation: 'latest' };
    expect(progressOf(latest, of(2018, '200'), early)).toMatchObject({
      soFar: { value: '300', interim: true },
    });
    const since = dated('2021-01-10', of(2020, '310', { measurement: 'since' }));
    expect(progressOf(latest, early, since)).toMatchObject({ soFar: { value: '310', interim: false } });
  });

  it('counts a correction in place of what it corrects, which stays in view with the reason', () => {
    const corrects = (id: string, value: string, replaces: string, version: number) =>
      of(2018, value, { measurement: id, replaces, reason: `Why ${id}`, version });
    const told = progressOf(
      {},
      of(2018, '200'),
      corrects('b', '210', 'm2018', 2),
      corrects('c', '220', 'b', 3),
    );
    expect(told.soFar).toEqual({ value: '220', periods: 1, interim: false });
    expect(told.periods).toMatchObject([
      {
        latest: {
          measurement: 'c',
          version: 3,
          restatedFrom: [
            { measurement: 'm2018', value: '200', reason: 'Why b' },
            { measurement: 'b', value: '210', reason: 'Why c' },
          ],
        },
        others: [],
      },
    ]);
  });

  it('leaves to the partnership’s view what was measured in a former unit', () => {
    const told = progressOf({}, of(2018, '200'), dated(EARLY, adoptedOnline({ unit: 'households' })));
    expect(told).toEqual({ periods: [] });
  });
});
