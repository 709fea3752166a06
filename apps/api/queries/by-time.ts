import { GOES_ON, latestOverdue, staleness, type LedgerRow, type Rhythms } from '#commitment';
import type { Where } from '#projection';
import { all } from '../reading/where.ts';
import { byRhythm } from './staleness.ts';

/** From the end of one day to another, later one. */
export interface Span {
  readonly earlier: string;
  readonly later: string;
}
/**
 * What time alone does to a promise: its window begins, or is over; a milestone is due and not reached; its report is
 * late, or it falls silent.
 */
export type ByTime = 'begun' | 'over' | 'overdue' | 'late' | 'silent';

/** A day that lay on or after the earlier day of the span, and lies before the later. */
const passed = (column: string, { earlier, later }: Span): Where =>
  all({ column, op: 'gte', value: earlier }, { column, op: 'lt', value: later });

/** Of a rhythm: a report became late, or its owner silent. */
const fell = ({ earlier, later }: Span, months: number): Where => {
  const crossed = (column: string, periods: number): Where =>
    all(
      { column, op: 'gt', value: latestOverdue(earlier, periods * months) },
      { column, op: 'lte', value: latestOverdue(later, periods * months) },
    );
  return { any: [crossed('reportsFrom', 1), crossed('heardFrom', 2)] };
};

/** Rows of which time alone changed something in a span: of what nobody spoke of, these are all that read otherwise. */
export function changedByTime(books: ReadonlyMap<string, Rhythms>, span: Span): Where {
  const { earlier, later } = span;
  if (later <= earlier) return { any: [] };
  const begun = all(
    { column: 'startsOn', op: 'gt', value: earlier },
    { column: 'startsOn', op: 'lte', value: later },
  );
  const ofWindow = all(
    { column: 'status', op: 'in', value: GOES_ON },
    { any: [passed('endsOn', span), all(begun, { column: 'endsOn', op: 'gte', value: later })] },
  );
  return { any: [ofWindow, passed('nextDue', span), byRhythm(books, (months) => fell(span, months))] };
}

/** What time alone did in a span to a row of which nothing was said in it. */
export function byTimeIn(row: LedgerRow, months: number, { earlier, later }: Span): ByTime[] {
  if (later <= earlier) return [];
  const { delivery, window, ends, milestones } = row;
  const state = staleness(row, months, later);
  const fallen = state !== staleness(row, months, earlier) && (state === 'late' || state === 'silent');
  const isIn = (day: string | undefined): boolean => day !== undefined && day >= earlier && day < later;
  return [
    ...(delivery === 'running' && window?.from !== undefined && window.from > earlier
      ? ['begun' as const]
      : []),
    ...(delivery === 'over' && isIn(ends?.on) ? ['over' as const] : []),
    ...(isIn(milestones.next) ? ['overdue' as const] : []),
    ...(fallen ? [state] : []),
  ];
}
