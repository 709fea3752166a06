/** Where the present comes from; a test and the demo set it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** The calendar day in UTC, `YYYY-MM-DD`, as effective dates are written. */
export const dayOf = (instant: string | Date): string =>
  (typeof instant === 'string' ? instant : instant.toISOString()).slice(0, 10);

/** How far the clocks of the earth's first place are ahead of UTC, in milliseconds (UTC+14, the Line Islands of Kiribati). */
const AHEAD = 14 * 3_600_000;
/** The calendar day where on earth it is latest: it is today somewhere, and no effective date lies after it. */
export const lastDayOf = (instant: string | Date): string =>
  dayOf(new Date(new Date(instant).getTime() + AHEAD));

/** Later than any day: no effective date lies in the future, so it asks for all that is said. */
export const EVER = '9999-12-31';

/** The day so many days later (or earlier). */
export const addDays = (day: string, days: number): string =>
  dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000));

/** The same day of the month so many months later (or earlier), or the last day of a shorter month. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
