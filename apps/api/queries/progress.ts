import { IsIn, IsOptional } from 'class-validator';
import { ledger, progress, type Progress } from '#commitment';
import { defineQuery } from '#cqrs';
import { overview } from '#partnership';
import { IsEntryId, IsIdOf, IsLine } from '#vocabulary';
import { booksOfOrganisations, type Books } from '../reading/books.ts';
import type { Means } from '../reading/means.ts';
import { OfList } from '../reading/moment.ts';
import { ofBooks } from '../reading/of-books.ts';
import { rowsOf } from '../reading/pages.ts';
import type { Seen } from '../reading/seen.ts';
import { organisationIn, predecessorsOf } from '../reading/succession.ts';
import { all, are, has, tagged } from '../reading/where.ts';

/** How the figures come about, for whoever reads them. */
const COUNTING =
  'A row is one indicator of one commitment in one period. What is reported in a period is added up where the indicator ' +
  'adds up, and is else what was reported last; every report stands with its latest mend, and with what it said before. ' +
  'A limit counts commitments, whose rows come together.';

class ShowProgress extends OfList {
  @IsOptional()
  @IsLine(40)
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
async function pageOf({ pages }: Means, asked: ShowProgress, { seen, books }: { seen: Seen; books: Books }) {
  const { organisation, commitment, indicator, level } = asked;
  const where = all(
    books.where,
    ...are({ organisation }),
    commitment && { column: 'commitment', op: 'in', value: commitment },
    ...has(['measured']),
    ...tagged({ indicator, level }),
  );
  const listing = { of: `${progress.name} ${books.path}`, asked };
  const list = await seen.list(progress, pages.queryOf(listing, where), books.within);
  const rows = list.rows.flatMap((one) => rowsAsked(one, asked));
  return { ...pages.answer({ ...list, rows }, listing), counting: COUNTING };
}

export const showProgress = (means: Means) =>
  ofBooks(means, {
    name: 'ShowProgress',
    path: '/progress',
    summary:
      'Per indicator and period: what was expected, what was reported, when that was recorded, and what it was restated from.',
    input: ShowProgress,
    reads: 'page',
    views: [progress],
    answer: (asked, seen, books) => pageOf(means, asked, { seen, books }),
    rows: ({ rows }) => rows,
  });

class ShowProgressOfOrganisation extends ShowProgress {
  @IsIdOf('org')
  declare organisation: string;
}

export const showProgressOfOrganisation = (means: Means) =>
  defineQuery({
    name: 'ShowProgressOfOrganisation',
    path: '/v1/organisations/:organisation/progress',
    summary:
      'What an organisation and its predecessors reported, across all partnerships, by indicator and period.',
    input: ShowProgressOfOrganisation,
    reads: 'rows',
    allow: { scope: 'views' },
    answer: (asked) =>
      means.reader.see(asked, [progress, ledger, overview], async (seen) => {
        const { organisation } = await organisationIn(seen, asked.organisation);
        const before = (await predecessorsOf(seen, organisation)).map((one) => one.organisation);
        const books = await booksOfOrganisations(seen, organisation, [organisation, ...before]);
        return pageOf(means, { ...asked, organisation: undefined }, { seen, books });
      }),
    rows: rowsOf,
  });
