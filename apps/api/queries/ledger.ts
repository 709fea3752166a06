import { IsIn, IsOptional } from 'class-validator';
import {
  DEFAULT_RHYTHM,
  KINDS,
  latestOverdue,
  ledger,
  LedgerAddition,
  monthsOf,
  MOST_MONTHS,
  ROW_COUNTING,
  STALENESS,
  staleness,
  TRANSFERRED,
  type LedgerRow,
  type Rhythms,
  type Staleness,
} from '#commitment';
import { defineQuery } from '#cqrs';
import { addMonths } from '#kernel';
import { overview, rhythmsOf } from '#partnership';
import type { Where } from '#projection';
import { IsCurrency, IsIdOf, IsPlace, IsSdgTarget, IsText } from '#vocabulary';
import type { Desk } from './desk.ts';
import { OfList } from './moment.ts';
import { all, bothWays, has, is } from './page.ts';
import { partnershipIn } from './reader.ts';

const SORTS = bothWays([
  'effectiveOn',
  'changedAt',
  'organisation',
  'status',
  'kind',
  'theme',
  'promised',
  'reportsFrom',
  'nextDue',
]);

/** What rows of a ledger can be told apart by. */
class OfLedger extends OfList {
  @IsIdOf('ptn')
  partnership!: string;

  @IsOptional()
  @IsText(40)
  organisation?: string;

  @IsOptional()
  @IsIn(['pledge', 'commitment'])
  promise?: string;

  @IsOptional()
  @IsIn(['open', 'suspended', 'fulfilled', 'withdrawn', 'superseded', 'rejected'])
  status?: string;

  @IsOptional()
  @IsIn(['self-reported', 'attributed'])
  voice?: string;

  @IsOptional()
  @IsIn(KINDS)
  kind?: string;

  @IsOptional()
  @IsText(100)
  theme?: string;

  @IsOptional()
  @IsCurrency()
  currency?: string;

  @IsOptional()
  @IsPlace()
  place?: string;

  @IsOptional()
  @IsSdgTarget()
  sdg?: string;

  /** Offered to another organisation, given over to one, or taken over from one. */
  @IsOptional()
  @IsIn(TRANSFERRED)
  transferred?: string;

  /** Rows that have this tag, as `name=value`; given several times, all of them. */
  @IsOptional()
  @IsText(300, { each: true })
  tag?: string[];

  /** Against the reporting rhythm agreed or stated. */
  @IsOptional()
  @IsIn(STALENESS)
  staleness?: Staleness;

  /** Rows with a milestone that is overdue on the day asked for. */
  @IsOptional()
  @IsIn(['yes'])
  overdue?: string;
}

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

/** Rows of this staleness, whether the owner states a rhythm, endorsed an agreement with one, or neither. */
function isStale(wanted: Staleness, rhythms: Rhythms, date: string): Where {
  const within = (months: number): Where => BOUNDS[wanted](months, date);
  const everyMonths = (value: number | null): Where => ({ column: 'everyMonths', op: 'eq', value });
  const stated = Array.from({ length: MOST_MONTHS }, (_, i) => all(everyMonths(i + 1), within(i + 1)));
  const agreed = [...rhythms].map(([organisation, months]) =>
    all(everyMonths(null), is('organisation', organisation), within(months)),
  );
  const others = [...rhythms.keys()].map((organisation) => not('organisation', organisation));
  return { any: [...stated, ...agreed, all(everyMonths(null), ...others, within(DEFAULT_RHYTHM))] };
}

function whereOf(asked: OfLedger, rhythms: Rhythms, date: string): Where {
  const {
    partnership,
    organisation,
    promise,
    status,
    voice,
    kind,
    theme,
    currency,
    place,
    sdg,
    transferred,
    tag = [],
  } = asked;
  const terms = Object.entries({ place, sdg, transferred }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${value}`],
  );
  return all(
    is('partnership', partnership),
    ...Object.entries({ organisation, promise, status, voice, kind, theme, currency }).map(
      ([column, value]) => is(column, value),
    ),
    ...has([...terms, ...tag]),
    asked.staleness && isStale(asked.staleness, rhythms, date),
    asked.overdue === undefined ? undefined : { column: 'nextDue', op: 'lt', value: date },
  );
}

/** A row with what is told of it when answering: the rhythm, and how it stands to it. */
function withStaleness(row: LedgerRow, rhythms: Rhythms, date: string) {
  const months = monthsOf(row, rhythms);
  const state = staleness(row, months, date);
  if (!row.reporting || state === undefined) return row;
  const reporting = { ...row.reporting, everyMonths: months, nextOn: addMonths(row.reporting.from, months) };
  return { ...row, reporting, staleness: state };
}

class ShowLedger extends OfLedger {
  @IsOptional()
  @IsIn(SORTS)
  sort?: string;
}

export const showLedger = ({ reader, pages }: Desk) =>
  defineQuery({
    name: 'ShowLedger',
    path: '/v1/partnerships/:partnership/ledger',
    summary: 'The accountability ledger: one row per commitment, who pledged what, and how it went.',
    input: ShowLedger,
    allow: 'anybody',
    answer: (asked) =>
      reader.see(asked, [ledger, overview], async (seen) => {
        const rhythms = rhythmsOf(await partnershipIn(seen, asked.partnership));
        const where = whereOf(asked, rhythms, seen.date);
        const within = { category: asked.partnership };
        const list = await seen.list(ledger, pages.queryOf(asked, where, asked.sort), within);
        const rows = list.rows.map((row) => withStaleness(row, rhythms, seen.date));
        return { ...pages.answer({ ...list, rows }, where, asked.sort), counting: ROW_COUNTING };
      }),
    rows: ({ rows }: { rows: readonly object[] }) => rows,
  });

class TotalLedger extends OfLedger {
  /** A currency to add promises up in, by their own amounts or their sources' figures; never converted here. */
  @IsOptional()
  @IsCurrency()
  in?: string;
}

export const totalLedger = ({ reader }: Desk) =>
  defineQuery({
    name: 'TotalLedger',
    path: '/v1/partnerships/:partnership/ledger/totals',
    summary:
      'What the ledger adds up to, by promise, status and currency; parts still contained are left out.',
    input: TotalLedger,
    allow: 'anybody',
    answer: (asked) =>
      reader.see(asked, [ledger, overview], async (seen) => {
        const rhythms = rhythmsOf(await partnershipIn(seen, asked.partnership));
        const addition = new LedgerAddition(asked.in);
        const where = whereOf(asked, rhythms, seen.date);
        for await (const row of seen.each(ledger, where, { category: asked.partnership })) addition.add(row);
        return addition.totals;
      }),
    rows: ({ groups }: { groups: readonly object[] }) => groups,
  });
