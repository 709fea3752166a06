import { IsIn, IsOptional } from 'class-validator';
import { ledger, NAMING_ANSWERS, type LedgerRow, type NamingRow } from '#commitment';
import { defineQuery } from '#cqrs';
import { pick } from '#kernel';
import { IsIdOf } from '#vocabulary';
import type { QueryContext } from '../query-context/context.ts';
import { OfList } from '../query-context/moment.ts';
import { bothWays, listOf, rowsOf } from '../query-context/pages.ts';
import { organisationIn } from '../query-context/succession.ts';
import { isNamedIn } from './ledger-filters.ts';

const ANSWERS = [...NAMING_ANSWERS, 'unanswered'] as const;

class ListNamings extends OfList {
  @IsIdOf('org')
  organisation!: string;

  /** What the organisation answered: any, if not said. */
  @IsOptional()
  @IsIn(ANSWERS)
  answer?: NamingRow['answer'];

  @IsOptional()
  @IsIn(bothWays(['effectiveOn', 'changedAt', 'organisation', 'promised']))
  sort?: string;
}

/** What another promises, and as what it names somebody. */
const namedIn = (row: LedgerRow, asked: ListNamings) => ({
  ...pick(row, ['commitment', 'partnership', 'organisation', 'status', 'voice', 'effectiveOn', 'statement']),
  promised: row.money.promised,
  namings: (row.namings ?? []).filter(
    ({ organisation, answer }) =>
      organisation === asked.organisation && (asked.answer === undefined || answer === asked.answer),
  ),
});

export const listNamings = ({ snapshots, pages }: QueryContext) =>
  defineQuery({
    name: 'ListNamings',
    path: '/v1/organisations/:organisation/namings',
    summary:
      'In which commitments of others an organisation is named as partner, source or recipient, and what it answered.',
    input: ListNamings,
    reads: 'page',
    allow: { scope: 'views' },
    answer: (asked, { language }) =>
      snapshots.answer(asked, [ledger], async (snapshot) => {
        await organisationIn(snapshot, asked.organisation);
        const where = isNamedIn(asked.organisation, asked.answer === undefined ? ANSWERS : [asked.answer]);
        const listing = { of: `namings ${asked.organisation}`, asked, sort: asked.sort, language };
        const list = await listOf(snapshot, ledger, { query: pages.queryOf(listing, where) });
        const rows = list.rows.map((row) => namedIn(row, asked));
        return pages.answer({ ...list, rows }, listing);
      }),
    rows: rowsOf,
  });
