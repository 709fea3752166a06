import { IsIn, IsOptional } from 'class-validator';
import { ledger, LedgerAddition, ROW_COUNTING } from '#commitment';
import { IsCurrency } from '#vocabulary';
import { ofBooks, rhythmsIn } from './books.ts';
import type { Desk } from './desk.ts';
import { ledgerOf, OfLedger, whereOf, withStaleness } from './ledger-filters.ts';
import { bothWays } from './page.ts';

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

class ShowLedger extends OfLedger {
  @IsOptional()
  @IsIn(SORTS)
  sort?: string;
}

export const showLedger = (desk: Desk) =>
  ofBooks(desk, {
    name: 'ShowLedger',
    path: '/ledger',
    summary: 'The accountability ledger: one row per commitment, who pledged what, and how it went.',
    input: ShowLedger,
    views: [ledger],
    answer: async (asked, seen, books) => {
      const where = whereOf(asked, books, seen.date);
      const rhythms = rhythmsIn(books);
      const list = await seen.list(ledger, desk.pages.queryOf(asked, where, asked.sort), books.within);
      const rows = list.rows.map((row) =>
        withStaleness(row, rhythms.get(row.partnership) ?? new Map(), seen.date),
      );
      return { ...desk.pages.answer({ ...list, rows }, where, asked.sort), counting: ROW_COUNTING };
    },
    rows: ({ rows }) => rows,
  });

class TotalLedger extends OfLedger {
  /** A currency to add promises up in, by their own amounts or their sources' figures; never converted here. */
  @IsOptional()
  @IsCurrency()
  in?: string;
}

export const totalLedger = (desk: Desk) =>
  ofBooks(desk, {
    name: 'TotalLedger',
    path: '/ledger/totals',
    summary:
      'What the ledger adds up to, by promise, status and currency; parts still contained are left out.',
    input: TotalLedger,
    views: [ledger],
    answer: async (asked, seen, books) => {
      const addition = new LedgerAddition(asked.in);
      for await (const row of seen.each(ledger, whereOf(asked, books, seen.date), books.within))
        addition.add(row);
      const { groups, ...totals } = addition.totals;
      const listed = groups.map((group) => {
        const { promise, status, voice } = group;
        const filters = { promise, status: [status], voice, contained: 'no' };
        return { ...group, ledger: ledgerOf(books.path, { ...asked, status: undefined }, filters) };
      });
      return { groups: listed, ...totals };
    },
    rows: ({ groups }) => groups,
  });
