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

type Bounds = (months: number, date: string) => Where;
const after = (column: string, value: string): Where => ({ column, op: 'gt', value });
const upTo = (column: string, value: string): Where => ({ column, op: 'lte', value });

/** Between which days something was last heard, by rhythm: a filter on staleness is one on dates. */
const BOUNDS: Readonly<Record<Staleness, Bounds>> = {
  'not-due': (months, date) => all(is('awaits', 'first'), after('reportsFrom', latestOverdue(date, months))),
  current: (months, date) => all(is('awaits', 'next'), after('reportsFrom', latestOverdue(date, months))),
  late: (months, date) =>
    all(
      upTo('reportsFrom', latestOverdue(date, months)),
      after('heardFrom', latestOverdue(date, 2 * months)),
    ),
  silent: (months, date) => upTo('heardFrom', latestOverdue(date, 2 * months)),
};

/** Of each rhythm agreed, who agreed to it: each organisation with its book. */
function endorsersOf(books: ReadonlyMap<string, Rhythms>): [months: number, endorsers: string[][]][] {
  const all = [...books].flatMap(([book, rhythms]) =>
    [...rhythms].map(([organisation, months]) => ({ months, endorser: [book, organisation] })),
  );
  const byMonths = Map.groupBy(all, ({ months }) => months);
  return [...byMonths].map(([months, ones]) => [months, ones.map(({ endorser }) => endorser)]);
}

/**
 * Rows that lie within these bounds by the rhythm that counts for them: what their owner states, where that is no longer
 * than what it agreed to; else what it agreed to, or that of everybody.
 *
 * @param books the rhythms agreed in each book
 */
export function byRhythm(books: ReadonlyMap<string, Rhythms>, within: (months: number) => Where): Where {
  const columns = ['partnership', 'organisation'];
  const everyMonths = (value: number | null): Where => ({ column: 'everyMonths', op: 'eq', value });
  const stated = (fewer: number): Where[] =>
    Array.from({ length: fewer }, (_, i) => all(everyMonths(i + 1), within(i + 1)));
  const agreed = endorsersOf(books);
  const bounded = agreed.map(([months, values]): Where => {
    const unbounded = all(
      { any: [everyMonths(null), { column: 'everyMonths', op: 'gte', value: months }] },
      within(months),
    );
    return all({ columns, op: 'among', values }, { any: [...stated(months - 1), unbounded] });
  });
  const values = agreed.flatMap(([, endorsers]) => endorsers);
  const free = all(
    { columns, op: 'not-among', values },
    { any: [...stated(MOST_MONTHS), all(everyMonths(null), within(DEFAULT_RHYTHM))] },
  );
  return { any: [...bounded, free] };
}

/** Rows of this staleness on a day. */
export const isStale = (wanted: Staleness, books: ReadonlyMap<string, Rhythms>, date: string): Where =>
  byRhythm(books, (months) => BOUNDS[wanted](months, date));

/** A row with what is told of it when answering: the rhythm, and how it stands to it. */
export function withStaleness<R extends LedgerRow>(row: R, rhythms: Rhythms, date: string) {
  const months = monthsOf(row, rhythms);
  const state = staleness(row, months, date);
  if (!row.reporting || state === undefined) return row;
  const reporting = { ...row.reporting, everyMonths: months, nextOn: addMonths(row.reporting.from, months) };
  return { ...row, reporting, staleness: state };
}
