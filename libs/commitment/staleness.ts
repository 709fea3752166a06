import { addMonths } from '#kernel';
import type { LedgerRow } from './ledger-row.ts';

/** Where neither the owner states a rhythm nor an agreement it endorsed does. */
export const DEFAULT_RHYTHM = 12;
export const STALENESS = ['current', 'late', 'silent'] as const;
/** Late after one period without a self-report, silent after two. */
export type Staleness = (typeof STALENESS)[number];

/** Months between the reports of an organisation by the agreements it endorsed. */
export type Rhythms = ReadonlyMap<string, number>;

export const monthsOf = ({ organisation, reporting }: LedgerRow, rhythms: Rhythms): number =>
  reporting?.everyMonths ?? rhythms.get(organisation) ?? DEFAULT_RHYTHM;

/** How a row stands to its reporting rhythm on a day; undefined where no report is awaited. */
export function staleness(row: LedgerRow, months: number, date: string): Staleness | undefined {
  if (!row.reporting) return undefined;
  const { from } = row.reporting;
  if (date <= addMonths(from, months)) return 'current';
  return date <= addMonths(from, 2 * months) ? 'late' : 'silent';
}

/**
 * The latest day from which so many months have passed before this date: what lies up to it is overdue. A filter on
 * staleness is thereby one on dates. Months differ in length, so the days around are tried.
 */
export function latestOverdue(date: string, months: number): string {
  const near = Date.parse(`${addMonths(date, -months)}T00:00:00Z`);
  for (let days = 3; ; days--) {
    const day = new Date(near + days * 86_400_000).toISOString().slice(0, 10);
    if (addMonths(day, months) < date) return day;
  }
}
