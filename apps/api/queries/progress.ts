import { IsIn, IsOptional } from 'class-validator';
import { progress, type Progress } from '#commitment';
import { defineQuery } from '#cqrs';
import { overview } from '#partnership';
import { IsEntryId, IsIdOf, IsText } from '#vocabulary';
import type { Desk } from './desk.ts';
import { OfList } from './moment.ts';
import { all, has, is } from './page.ts';
import { partnershipIn } from './reader.ts';

/** How the figures come about, for whoever reads them. */
const COUNTING =
  'A row is one indicator of one commitment in one period. What is reported in a period is added up where the indicator ' +
  'adds up, and is else what was reported last; every report stands with its latest mend, and with what it said before. ' +
  'A limit counts commitments, whose rows come together.';

class ShowProgress extends OfList {
  @IsIdOf('ptn')
  partnership!: string;

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

export const showProgress = ({ reader, pages }: Desk) =>
  defineQuery({
    name: 'ShowProgress',
    path: '/v1/partnerships/:partnership/progress',
    summary:
      'Per indicator and period: what was expected, what was reported, when that was recorded, and what it was restated from.',
    input: ShowProgress,
    allow: 'anybody',
    answer: (asked) =>
      reader.see(asked, [progress, overview], async (seen) => {
        const { partnership, organisation, commitment, indicator, level } = asked;
        await partnershipIn(seen, partnership);
        const terms = Object.entries({ indicator, level }).flatMap(([name, value]) =>
          value === undefined ? [] : [`${name}=${value}`],
        );
        const where = all(
          ...Object.entries({ partnership, organisation, commitment }).map(([column, value]) =>
            is(column, value),
          ),
          ...has(['measured', ...terms]),
        );
        const list = await seen.list(progress, pages.queryOf(asked, where), { category: partnership });
        const rows = list.rows.flatMap((one) => rowsAsked(one, asked));
        return { ...pages.answer({ ...list, rows }, where), counting: COUNTING };
      }),
    rows: ({ rows }: { rows: readonly object[] }) => rows,
  });
