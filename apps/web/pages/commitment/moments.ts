const pad = (n: number): string => String(n).padStart(2, '0');

/** The same day a year earlier, of an instant or a day; of 29 February the day before. None of what is neither. */
export function yearBefore(moment: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(moment)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const last = new Date(Date.UTC(year - 1, month, 0)).getUTCDate();
  return `${year - 1}-${pad(month)}-${pad(Math.min(day, last))}`;
}

/** The moment from which "a year earlier" is told: the one looked at; now, the last at which something was recorded. */
export const lookedAt = (asOf: string | undefined, changedAt: string): string =>
  asOf !== undefined && /^\d{4}-\d{2}-\d{2}/.test(asOf) ? asOf : changedAt;
