import {
  DEFAULT_RHYTHM,
  latestOverdue,
  monthsOf,
  MOST_MONTHS,
  staleness,
  type LedgerRow,
  type Rhythms,
  type Staleness,
} from '#commitment';
import { addMonths } from '#kernel';
import type { Where } from '#projection';
import { all, is } from '../reading/where.ts';

/** Between which days a report last came, by rhythm: a filter on staleness is one on dates. */
const BOUNDS: Readonly<Record<Staleness, (months: number, date: string) => Where>> = {
  current: (months, date) => from('gt', latestOverdue(date, months)),
  late: (months, date) =>
    all(from('lte', latestOverdue(date, months)), from('gt', latestOverdue(date, 2 * months))),
  silent: (months, date) => from('lte', latestOverdue(date, 2 * months)),
};
const from = (op: 'gt' | 'lte', value: string): Where => ({ column: 'reportsFrom', op, value });
const not = (column: string, value: string): Where => ({
  any: [
    { column, op: 'lt', value },
    { column, op: 'gt', value },
  ],
});

/**
 * Rows of this staleness, whether the owner states a rhythm, endorsed an agreement with one, or neither.
 *
 * @param books the rhythms agreed in each book
 */
export function isStale(wanted: Staleness, books: ReadonlyMap<string, Rhythms>, date: string): Where {
  const within = (months: number): Where => BOUNDS[wanted](months, date);
  const everyMonths = (value: number | null): Where => ({ column: 'everyMonths', op: 'eq', value });
  const stated = Array.from({ length: MOST_MONTHS }, (_, i) => all(everyMonths(i + 1), within(i + 1)));
  const unstated = [...books].flatMap(([partnership, rhythms]) => {
    const agreed = [...rhythms].map(([organisation, months]) =>
      all(is('organisation', organisation), within(months)),
    );
    const others = [...rhythms.keys()].map((organisation) => not('organisation', organisation));
    return all(is('partnership', partnership), { any: [...agreed, all(...others, within(DEFAULT_RHYTHM))] });
  });
  return { any: [...stated, all(everyMonths(null), { any: unstated })] };
}

/** A row with what is told of it when answering: the rhythm, and how it stands to it. */
export function withStaleness(row: LedgerRow, rhythms: Rhythms, date: string) {
  const months = monthsOf(row, rhythms);
  const state = staleness(row, months, date);
  if (!row.reporting || state === undefined) return row;
  const reporting = { ...row.reporting, everyMonths: months, nextOn: addMonths(row.reporting.from, months) };
  return { ...row, reporting, staleness: state };
}
