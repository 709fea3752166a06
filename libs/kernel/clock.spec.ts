import fc from 'fast-check';
import { addMonths, dayOf, EVER, lastDayOf, systemClock } from './index.ts';

const days = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const monthsSinceZero = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

describe('the last day that has begun on earth', () => {
  it.each([
    ['2021-02-28T09:59:59.999Z', '2021-02-28'],
    ['2021-02-28T10:00:00.000Z', '2021-03-01'],
    ['2021-03-01T00:00:00.000Z', '2021-03-01'],
  ])('at %s is %s', (instant, day) => {
    expect(lastDayOf(instant)).toBe(day);
    expect(lastDayOf(new Date(instant))).toBe(day);
  });
});

describe('addMonths', () => {
  it.each([
    ['2020-01-31', 1, '2020-02-29'],
    ['2021-01-31', 1, '2021-02-28'],
    ['2020-02-29', 12, '2021-02-28'],
    ['2020-08-31', 6, '2021-02-28'],
    ['2020-12-15', 1, '2021-01-15'],
    ['2021-01-15', -1, '2020-12-15'],
    ['2021-03-31', -1, '2021-02-28'],
    ['2021-03-31', 0, '2021-03-31'],
  ])('%s and %s months are %s', (day, months, then) => {
    expect(addMonths(day, months)).toBe(then);
  });

  it('comes so many months later, on the same day or the last of a shorter month', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -120, max: 120 }), (day, months) => {
        const then = addMonths(day, months);
        expect(monthsSinceZero(then)).toBe(monthsSinceZero(day) + months);
        const next = new Date(Date.parse(then) + 86_400_000).toISOString();
        const isLast = next.slice(8, 10) === '01';
        expect(then.slice(8) === day.slice(8) || (isLast && then.slice(8) < day.slice(8))).toBe(true);
      }),
    );
  });
});

describe('dayOf', () => {
  it('is the day in UTC, of an instant or its text', () => {
    expect(dayOf(new Date('2020-06-18T23:59:59.999Z'))).toBe('2020-06-18');
    expect(dayOf(new Date('2020-06-18T23:30:00-02:00'))).toBe('2020-06-19');
    expect(dayOf('2020-06-18T23:59:59.999Z')).toBe('2020-06-18');
  });

  it('of the present is not after every day', () => {
    expect(dayOf(systemClock.now()) < EVER).toBe(true);
  });
});
