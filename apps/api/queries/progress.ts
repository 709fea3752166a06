import { IsIn, IsOptional } from 'class-validator';
import { progress, type Progress } from '#commitment';
import { IsEntryId, IsIdOf, IsText } from '#vocabulary';
import type { Means } from '../reading/means.ts';
import { OfList } from '../reading/moment.ts';
import { ofBooks } from '../reading/of-books.ts';
import { all, are, has, tagged } from '../reading/where.ts';

/** How the figures come about, for whoever reads them. */
const COUNTING =
  'A row is one indicator of one commitment in one period. What is reported in a period is added up where the indicator ' +
  'adds up, and is else what was reported last; every report stands with its latest mend, and with what it said before. ' +
  'A limit counts commitments, whose rows come together.';

class ShowProgress extends OfList {
  @IsOptional()
  @IsText(40)
  organisation?: string;

  @IsOptional()
  @IsIdOf('cmt')
  commitment?: string;

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

export const showProgress = (means: Means) =>
  ofBooks(means, {
    name: 'ShowProgress',
    path: '/progress',
    summary:
      'Per indicator and period: what was expected, what was reported, when that was recorded, and what it was restated from.',
    input: ShowProgress,
    views: [progress],
    answer: async (asked, seen, books) => {
      const { organisation, commitment, indicator, level } = asked;
      const where = all(
        books.where,
        ...are({ organisation, commitment }),
        ...has(['measured']),
        ...tagged({ indicator, level }),
      );
      const list = await seen.list(progress, means.pages.queryOf(asked, where), books.within);
      const rows = list.rows.flatMap((one) => rowsAsked(one, asked));
      return { ...means.pages.answer({ ...list, rows }, where), counting: COUNTING };
    },
    rows: ({ rows }) => rows,
  });
