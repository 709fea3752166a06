import {
  latestOverdue,
  monthsOf,
  MOST_MONTHS,
  rhythmOf,
  staleness,
  type LedgerRow,
  type Reporting,
  type Rhythms,
  type Staleness,
} from '#commitment';
import { addMonths } from '#kernel';
import type { Where } from '#projection';
import type { Count, Day } from '#vocabulary';
import { all, is } from '../query-context/where.ts';

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

/** The rhythms agreed in each book. */
export type RhythmsOfBooks = ReadonlyMap<string, Rhythms>;

/** Who agreed to a rhythm at one of two moments, each organisation with its book: by the rhythms of both. */
interface Agreed {
  readonly then: number | undefined;
  readonly now: number | undefined;
  readonly endorsers: string[][];
}
function agreedIn(then: RhythmsOfBooks, now: RhythmsOfBooks): Agreed[] {
  const found = new Map<string, Agreed>();
  for (const [book, rhythms] of new Map([...then, ...now])) {
    const [before, after] = [then.get(book), now.get(book)];
    for (const organisation of new Set([...(before ?? rhythms).keys(), ...(after ?? rhythms).keys()])) {
      const both = { then: before?.get(organisation), now: after?.get(organisation) };
      const key = `${both.then} ${both.now}`;
      const agreed = found.get(key) ?? { ...both, endorsers: [] };
      found.set(key, agreed);
      agreed.endorsers.push([book, organisation]);
    }
  }
  return [...found.values()];
}

/** Rows of one agreement at each of two moments, by what their owner states beside it. */
function statedWithin({ then, now }: Omit<Agreed, 'endorsers'>, within: DatesWithin): Where {
  const stated = (value: number | null): Where => ({ column: 'everyMonths', op: 'eq', value });
  const by = (months?: number): Where => within(rhythmOf(months, then), rhythmOf(months, now));
  const longest = Math.max(then ?? MOST_MONTHS + 1, now ?? MOST_MONTHS + 1);
  return {
    any: [
      ...Array.from({ length: longest - 1 }, (_, i) => all(stated(i + 1), by(i + 1))),
      all({ column: 'everyMonths', op: 'gte', value: longest }, by(longest)),
      all(stated(null), by()),
    ],
  };
}
type DatesWithin = (then: number, now: number) => Where;

/** Bounds are reckoned day by day: once for each two rhythms, whoever agreed to them. */
function reckonedOnce(within: DatesWithin): DatesWithin {
  const known = new Map<string, Where>();
  return (then, now) => {
    const found = known.get(`${then} ${now}`) ?? within(then, now);
    known.set(`${then} ${now}`, found);
    return found;
  };
}

/**
 * Rows that lie within bounds by the rhythms that count for them at two moments: what their owner states, where that is
 * no longer than what it agreed to; else what it agreed to, or that of everybody.
 */
export function byRhythms(then: RhythmsOfBooks, now: RhythmsOfBooks, within: DatesWithin): Where {
  const columns = ['partnership', 'organisation'];
  const agreed = agreedIn(then, now);
  const bounds = reckonedOnce(within);
  const bounded = agreed.map(({ endorsers: values, ...both }) =>
    all({ columns, op: 'among', values }, statedWithin(both, bounds)),
  );
  const values = agreed.flatMap(({ endorsers }) => endorsers);
  const nothing = { then: undefined, now: undefined };
  return {
    any: [...bounded, all({ columns, op: 'not-among', values }, statedWithin(nothing, bounds))],
  };
}

/** Rows of this staleness on a day. */
export const isStale = (wanted: Staleness, books: RhythmsOfBooks, date: string): Where =>
  byRhythms(books, books, (_, months) => BOUNDS[wanted](months, date));

/** Rows that are late or silent on the later of two days, and were not so on the earlier, each by its rhythms. */
export const hasFallen = (
  [earlier, then]: readonly [date: string, books: RhythmsOfBooks],
  [later, now]: readonly [date: string, books: RhythmsOfBooks],
): Where =>
  byRhythms(then, now, (before, months) => {
    const was = (state: Staleness) => BOUNDS[state](before, earlier);
    const isNow = (state: Staleness) => BOUNDS[state](months, later);
    const wasInTime = after('reportsFrom', latestOverdue(earlier, before));
    return {
      any: [
        all(isNow('late'), { any: [wasInTime, was('silent')] }),
        all(isNow('silent'), { any: [wasInTime, was('late')] }),
      ],
    };
  });

/** What is told of a row when answering, where a report is awaited. */
interface Awaited {
  /** By the rhythm that counts, which may be that agreed. */
  readonly reporting?: Reporting & { readonly everyMonths: Count; readonly nextOn: Day };
  readonly staleness?: Staleness;
}

/** A row with what is told of it when answering: the rhythm, and how it stands to it. */
export function withStaleness<R extends LedgerRow>(row: R, rhythms: Rhythms, date: string): R & Awaited {
  const months = monthsOf(row, rhythms);
  const state = staleness(row, months, date);
  // Where no report is awaited, nothing is told of one.
  if (!row.reporting || state === undefined) return row as R & Awaited;
  const reporting = { ...row.reporting, everyMonths: months, nextOn: addMonths(row.reporting.from, months) };
  return { ...row, reporting, staleness: state };
}
