import { addDays, addMonths } from '#kernel';
import type { LedgerRow } from './ledger-row.ts';

/** Where neither the owner states a rhythm nor an agreement it endorsed does. */
export const DEFAULT_RHYTHM = 12;
export const STALENESS = ['not-due', 'current', 'late', 'silent'] as const;
/**
 * How a row stands to its reporting rhythm: `not-due` before the first report is due, `current` for a period after each
 * that was in time, `late` after it, `silent` once nothing was heard for two.
 */
export type Staleness = (typeof STALENESS)[number];

/** Months between the reports of an organisation by the agreements it endorsed. */
export type Rhythms = ReadonlyMap<string, number>;

/** What an owner states counts where it is no longer than what it agreed to. */
export const rhythmOf = (stated: number | undefined, agreed: number | undefined): number =>
  Math.min(stated ?? agreed ?? DEFAULT_RHYTHM, agreed ?? Infinity);

/** The rhythm that counts for a row, in months. */
export const monthsOf = (
  { organisation, reporting }: Pick<LedgerRow, 'organisation' | 'reporting'>,
  rhythms: Rhythms,
): number => rhythmOf(reporting?.everyMonths, rhythms.get(organisation));

/** How a row stands to its reporting rhythm on a day; undefined where no report is awaited. */
export function staleness(
  { reporting }: Pick<LedgerRow, 'reporting'>,
  months: number,
  date: string,
): Staleness | undefined {
  if (!reporting) return undefined;
  const { from, awaits, lateReport = from } = reporting;
  if (date <= addMonths(from, months)) return awaits === 'first' ? 'not-due' : 'current';
  return date <= addMonths(lateReport, 2 * months) ? 'late' : 'silent';
}

/**
 * The latest day from which so many months have passed before this date: what lies up to it is overdue. A filter on
 * staleness is thereby one on dates. Months differ in length, so the days around are tried.
 */
export function latestOverdue(date: string, months: number): string {
  const near = addMonths(date, -months);
  for (let days = 3; ; days--) {
    const day = addDays(near, days);
    if (addMonths(day, months) < date) return day;
  }
}
