import { IsIn, IsOptional } from 'class-validator';
import { containment, ledger, LedgerAddition, ROW_COUNTING, type LedgerRow, type Rhythms } from '#commitment';
import { defineQuery } from '#cqrs';
import { overview } from '#partnership';
import type { Where } from '#projection';
import { IsCurrency, IsIdOf } from '#vocabulary';
import { booksOfOrganisations, rhythmsIn, type Books } from '../query-context/books.ts';
import { containmentIn } from '../query-context/containment.ts';
import type { QueryContext } from '../query-context/context.ts';
import { Paged } from '../query-context/moment.ts';
import { ofBooks } from '../query-context/of-books.ts';
import { bothWays, listOf, rowsOf } from '../query-context/pages.ts';
import type { Snapshot } from '../query-context/snapshot.ts';
import { organisationIn, predecessorsOf } from '../query-context/succession.ts';
import { byTimeIn, type Span } from './by-time.ts';
import { OfLedger, spanIn, whereOf } from './ledger-filters.ts';
import { withLedgers } from './sums.ts';
import { withStaleness } from './staleness.ts';

const SORTS = bothWays([
  'effectiveOn',
  'changedAt',
  'organisation',
  'status',
  'kind',
  'theme',
  'promised',
  'disbursed',
  'remaining',
  'reportsFrom',
  'nextDue',
  'startsOn',
  'endsOn',
]);

/** A list, where totals over the same rows are none. */
class ShowLedger extends Paged(OfLedger) {
  @IsOptional()
  @IsIn(SORTS)
  sort?: string;
}

/** A row with how it stands to its rhythm and, where it is asked what changed, with what time alone did to it. */
function toldOf(row: LedgerRow, rhythms: Rhythms, span: Span | undefined, date: string) {
  const told = withStaleness(row, rhythms, date);
  if (span === undefined || row.changedAt > span.since) return told;
  return { ...told, byTime: byTimeIn(row, rhythms, span) };
}

interface Asked {
  readonly snapshot: Snapshot;
  readonly books: Books;
  readonly language: string | undefined;
}

/** A page of the ledger over some books; the first says how many rows there are in all. */
async function pageOf(context: QueryContext, asked: ShowLedger, { snapshot, books, language }: Asked) {
  const { pages } = context;
  const span = await spanIn(context, { snapshot, books }, asked);
  const where = whereOf(asked, books, snapshot.date, span);
  const rhythms = rhythmsIn(books);
  const listing = { of: `${ledger.name} ${books.path}`, asked, sort: asked.sort, language };
  const query = pages.queryOf(listing, where);
  const list = await listOf(snapshot, ledger, { query, within: books.within });
  const rows = list.rows.map((row) =>
    toldOf(row, rhythms.get(row.partnership) ?? new Map(), span, snapshot.date),
  );
  return {
    ...pages.answer({ ...list, rows }, listing),
    ...(asked.cursor === undefined ? { found: await foundIn(snapshot, where, books) } : {}),
    counting: ROW_COUNTING,
  };
}

/** How many rows there are on all pages. */
async function foundIn(snapshot: Snapshot, where: Where, { within }: Books): Promise<number> {
  const [counts] = await snapshot.countBy(ledger, [{ column: 'promise', where }], within);
  return counts?.values().reduce((sum, rows) => sum + rows, 0) ?? 0;
}

export const showLedger = (context: QueryContext) =>
  ofBooks(context, {
    name: 'ShowLedger',
    path: '/ledger',
    summary: 'The accountability ledger: one row per commitment, who pledged what, and how it went.',
    input: ShowLedger,
    reads: 'page',
    views: [ledger, containment],
    answer: (asked, snapshot, books, { language }) => pageOf(context, asked, { snapshot, books, language }),
    rows: ({ rows }) => rows,
  });

class ShowLedgerOfOrganisation extends ShowLedger {
  @IsIdOf('org')
  declare organisation: string;
}

export const showLedgerOfOrganisation = (context: QueryContext) =>
  defineQuery({
    name: 'ShowLedgerOfOrganisation',
    path: '/v1/organisations/:organisation/ledger',
    summary: 'The ledger of an organisation and its predecessors, across all partnerships.',
    input: ShowLedgerOfOrganisation,
    reads: 'rows',
    allow: { scope: 'views' },
    answer: (asked, { language }) =>
      context.snapshots.answer(asked, [ledger, containment, overview], async (snapshot) => {
        const { organisation } = await organisationIn(snapshot, asked.organisation);
        const before = (await predecessorsOf(snapshot, organisation)).map((one) => one.organisation);
        const books = await booksOfOrganisations(snapshot, organisation, [organisation, ...before]);
        return pageOf(context, { ...asked, organisation: undefined }, { snapshot, books, language });
      }),
    rows: rowsOf,
  });

class TotalLedger extends OfLedger {
  /** A currency to add promises up in, by their own amounts or their sources' figures; never converted here. */
  @IsOptional()
  @IsCurrency()
  in?: string;
}

export const totalLedger = (context: QueryContext) =>
  ofBooks(context, {
    name: 'TotalLedger',
    path: '/ledger/totals',
    summary:
      'What the ledger adds up to, by promise, status and currency; a part is left out where its whole is in the same sum.',
    input: TotalLedger,
    reads: 'rows',
    views: [ledger, containment],
    answer: async (asked, snapshot, books) => {
      const addition = new LedgerAddition(await containmentIn(snapshot, books), asked.in);
      const where = whereOf(asked, books, snapshot.date, await spanIn(context, { snapshot, books }, asked));
      for await (const row of snapshot.each(ledger, where, books.within)) addition.add(row);
      const { counting, recordedIn, ...totals } = addition.totals;
      return {
        ...withLedgers(totals, books.path, asked),
        ...(recordedIn ? { recordedIn } : {}),
        counting,
      };
    },
    rows: ({ groups }) => groups,
  });
