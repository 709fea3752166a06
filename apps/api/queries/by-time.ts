import { GOES_ON, goesOn, monthsOf, staleness, type LedgerRow, type Rhythms } from '#commitment';
import type { Where } from '#projection';
import { all } from '../query-context/where.ts';
import { hasFallen, type RhythmsOfBooks } from './staleness.ts';

/** From the end of one day to another, later one. */
export interface Span {
  /** The instant that the earlier day is that of. */
  readonly since: string;
  readonly earlier: string;
  readonly later: string;
  /** The rhythms agreed by that instant: each day is judged by what stood then. */
  readonly then: RhythmsOfBooks;
}
/**
 * What time alone does to a promise: its window begins, or is over; a milestone is due and not reached; its report is
 * late, or it falls silent.
 */
export type ByTime = 'begun' | 'over' | 'overdue' | 'late' | 'silent';

/** A day that lay on or after the earlier day of the span, and lies before the later. */
const passed = (column: string, { earlier, later }: Span): Where =>
  all({ column, op: 'gte', value: earlier }, { column, op: 'lt', value: later });

/**
 * Rows of which time alone changed something in a span: of what nobody spoke of, these are all that read otherwise.
 *
 * @param now the rhythms agreed at its end
 */
export function changedByTime(now: RhythmsOfBooks, span: Span): Where {
  const { earlier, later, then } = span;
  if (later <= earlier) return { any: [] };
  const begun = all(
    { column: 'startsOn', op: 'gt', value: earlier },
    { column: 'startsOn', op: 'lte', value: later },
  );
  const ofWindow = all(
    { column: 'status', op: 'in', value: GOES_ON },
    { any: [passed('endsOn', span), all(begun, { column: 'endsOn', op: 'gte', value: later })] },
  );
  const missed: Where = { column: 'dues', op: 'has-within', value: [earlier, later] };
  return { any: [ofWindow, missed, hasFallen([earlier, then], [later, now])] };
}

/**
 * What time alone did in a span to a row of which nothing was said in it.
 *
 * @param now the rhythms agreed in its book at the end of the span
 */
export function byTimeIn(row: LedgerRow, now: Rhythms, { earlier, later, then }: Span): ByTime[] {
  if (later <= earlier) return [];
  const { partnership, status, delivery, window, ends, milestones } = row;
  const state = staleness(row, monthsOf(row, now), later);
  const before = staleness(row, monthsOf(row, then.get(partnership) ?? new Map()), earlier);
  const fallen = state !== before && (state === 'late' || state === 'silent');
  const isIn = (day: string | undefined): boolean => day !== undefined && day >= earlier && day < later;
  const missed = milestones.list.some(
    ({ due, late, reachedOn }) => late && reachedOn === undefined && isIn(due),
  );
  return [
    ...(delivery === 'running' && window?.from !== undefined && window.from > earlier
      ? ['begun' as const]
      : []),
    ...(delivery === 'over' && isIn(ends?.on) ? ['over' as const] : []),
    ...(goesOn(status) && missed ? ['overdue' as const] : []),
    ...(fallen ? [state] : []),
  ];
}
