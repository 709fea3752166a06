import { ledger } from '#commitment';
import { defineQuery } from '#cqrs';
import { overview, type Overview } from '#partnership';
import { textOrder } from '#projection';
import { IsLine } from '#vocabulary';
import { booksOfProgramme, distinct, overviewsIn, scopeOf } from '../reading/books.ts';
import type { Means } from '../reading/means.ts';
import { OfMoment } from '../reading/moment.ts';
import { rowsOf } from '../reading/pages.ts';
import type { Seen } from '../reading/seen.ts';
import { takingPart } from '../reading/succession.ts';
import { brief } from './partnerships.ts';
import { promisesIn } from './standing.ts';

/** What can be told of a programme from how its partnerships read. */
const programmeOf = async (seen: Seen, programme: string, overviews: readonly Overview[]) => ({
  programme,
  partnerships: overviews.length,
  participants: (await takingPart(seen, overviews)).size,
  ...scopeOf(overviews),
  basis: distinct(overviews.flatMap(({ basis }) => basis)),
});

class ListProgrammes extends OfMoment {}

export const listProgrammes = ({ reader }: Means) =>
  defineQuery({
    name: 'ListProgrammes',
    path: '/v1/programmes',
    summary: 'Every programme that a partnership belongs to, by its name, and what they come to together.',
    input: ListProgrammes,
    reads: 'rows',
    allow: { scope: 'views' },
    answer: (asked, { language }) =>
      reader.see(asked, [overview], async (seen) => {
        const named = await overviewsIn(seen, { column: 'programme', op: 'gt', value: '' });
        const byProgramme = Map.groupBy(named, ({ programme = '' }) => programme);
        const rows = [];
        for (const [programme, its] of byProgramme) rows.push(await programmeOf(seen, programme, its));
        const order = textOrder(language);
        return { rows: rows.sort((a, b) => order(a.programme, b.programme)) };
      }),
    rows: rowsOf,
  });

class ShowProgramme extends OfMoment {
  @IsLine(300)
  programme!: string;
}

export const showProgramme = ({ reader }: Means) =>
  defineQuery({
    name: 'ShowProgramme',
    path: '/v1/programmes/:programme',
    summary:
      'A programme: its partnerships, how their promises stand, and where its desk, ledger, coverage, records and progress are asked.',
    input: ShowProgramme,
    reads: 'rows',
    allow: { scope: 'views' },
    answer: (asked) =>
      reader.see(asked, [overview, ledger], async (seen) => {
        const books = await booksOfProgramme(seen, asked.programme);
        const { overviews, path } = books;
        const views = [
          'desk',
          'standing',
          'ledger',
          'ledger/totals',
          'joint-commitments',
          'coverage',
          'records',
          'progress',
          'collective-progress',
        ];
        return {
          ...(await programmeOf(seen, asked.programme, overviews)),
          promises: await promisesIn(seen, books),
          rows: overviews.map(brief),
          views: Object.fromEntries(views.map((view) => [view, `${path}/${view}`])),
        };
      }),
    rows: rowsOf,
  });
