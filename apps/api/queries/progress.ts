import { IsIn, IsOptional } from 'class-validator';
import { IsOwner, ledger, progress, type Progress } from '#commitment';
import { defineQuery } from '#cqrs';
import { overview } from '#partnership';
import { IsEntryId, IsIdOf } from '#vocabulary';
import { booksOfOrganisations, type Books } from '../query-context/books.ts';
import type { QueryContext } from '../query-context/context.ts';
import { OfList } from '../query-context/moment.ts';
import { ofBooks } from '../query-context/of-books.ts';
import { rowsOf } from '../query-context/pages.ts';
import type { Snapshot } from '../query-context/snapshot.ts';
import { organisationIn, predecessorsOf } from '../query-context/succession.ts';
import { all, are, has, tagged } from '../query-context/where.ts';

/** How the figures come about, for whoever reads them. */
const COUNTING =
  'A row is one indicator of one commitment in one period. What is reported in a period is added up where the indicator ' +
  'adds up, and is else what was reported last; every report stands with its latest mend, and with what it said before. ' +
  'A limit counts commitments, whose rows come together.';

class ShowProgress extends OfList {
  @IsOptional()
  @IsOwner()
  organisation?: string;

  /** Given several times, any of them. */
  @IsOptional()
  @IsIdOf('cmt', { each: true })
  commitment?: string[];

  /** The id that a commitment gives its indicator. */
  @IsOptional()
  @IsEntryId()
  indicator?: string;

  @IsOptional()
  @IsIn(['output', 'outcome', 'impact'])
  level?: string;
}

/** Of a commitment with several indicators, only those asked for. */
const rowsAsked = ({ rows }: Progress, { indicator, level }: ShowProgress) =>
  rows.filter(
    (row) =>
      (indicator === undefined || row.indicator.id === indicator) &&
      (level === undefined || row.indicator.level === level),
  );

/** A page of what was measured over some books. */
async function pageOf(
  { pages }: QueryContext,
  asked: ShowProgress,
  { snapshot, books }: { snapshot: Snapshot; books: Books },
) {
  const { organisation, commitment, indicator, level } = asked;
  const where = all(
    books.where,
    ...are({ organisation }),
    commitment && { column: 'commitment', op: 'in', value: commitment },
    ...has(['measured']),
    ...tagged({ indicator, level }),
  );
  const listing = { of: `${progress.name} ${books.path}`, asked };
  const list = await snapshot.list(progress, pages.queryOf(listing, where), books.within);
  const rows = list.rows.flatMap((one) => rowsAsked(one, asked));
  return { ...pages.answer({ ...list, rows }, listing), counting: COUNTING };
}

export const showProgress = (context: QueryContext) =>
  ofBooks(context, {
    name: 'ShowProgress',
    path: '/progress',
    summary:
      'Per indicator and period: what was expected, what was reported, when that was recorded, and what it was restated from.',
    input: ShowProgress,
    reads: 'page',
    views: [progress],
    answer: (asked, snapshot, books) => pageOf(context, asked, { snapshot, books }),
    rows: ({ rows }) => rows,
  });

class ShowProgressOfOrganisation extends ShowProgress {
  @IsIdOf('org')
  declare organisation: string;
}

export const showProgressOfOrganisation = (context: QueryContext) =>
  defineQuery({
    name: 'ShowProgressOfOrganisation',
    path: '/v1/organisations/:organisation/progress',
    summary:
      'What an organisation and its predecessors reported, across all partnerships, by indicator and period.',
    input: ShowProgressOfOrganisation,
    reads: 'rows',
    allow: { scope: 'views' },
    answer: (asked) =>
      context.snapshots.answer(asked, [progress, ledger, overview], async (snapshot) => {
        const { organisation } = await organisationIn(snapshot, asked.organisation);
        const before = (await predecessorsOf(snapshot, organisation)).map((one) => one.organisation);
        const books = await booksOfOrganisations(snapshot, organisation, [organisation, ...before]);
        return pageOf(context, { ...asked, organisation: undefined }, { snapshot, books });
      }),
    rows: rowsOf,
  });
