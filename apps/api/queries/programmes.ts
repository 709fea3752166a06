import { ledger } from '#commitment';
import { defineQuery } from '#cqrs';
import { overview, type Overview } from '#partnership';
import { textOrder } from '#projection';
import { IsLine } from '#vocabulary';
import { booksOfProgramme, distinct, overviewsIn, scopeOf } from '../query-context/books.ts';
import type { QueryContext } from '../query-context/context.ts';
import { OfMoment } from '../query-context/moment.ts';
import { rowsOf } from '../query-context/pages.ts';
import type { Snapshot } from '../query-context/snapshot.ts';
import { takingPart } from '../query-context/succession.ts';
import { brief } from './partnerships.ts';
import { promisesIn } from './standing.ts';

/** What can be told of a programme from how its partnerships read. */
const programmeOf = async (snapshot: Snapshot, programme: string, overviews: readonly Overview[]) => ({
  programme,
  partnerships: overviews.length,
  participants: (await takingPart(snapshot, overviews)).size,
  ...scopeOf(overviews),
  basis: distinct(overviews.flatMap(({ basis }) => basis)),
});

class ListProgrammes extends OfMoment {}

export const listProgrammes = ({ snapshots }: QueryContext) =>
  defineQuery({
    name: 'ListProgrammes',
    path: '/v1/programmes',
    summary: 'Every programme that a partnership belongs to, by its name, and what they come to together.',
    input: ListProgrammes,
    reads: 'rows',
    allow: { scope: 'views' },
    answer: (asked, { language }) =>
      snapshots.answer(asked, [overview], async (snapshot) => {
        const named = await overviewsIn(snapshot, { column: 'programme', op: 'gt', value: '' });
        const byProgramme = Map.groupBy(named, ({ programme = '' }) => programme);
        const rows = [];
        for (const [programme, its] of byProgramme) rows.push(await programmeOf(snapshot, programme, its));
        const order = textOrder(language);
        return { rows: rows.sort((a, b) => order(a.programme, b.programme)) };
      }),
    rows: rowsOf,
  });

class ShowProgramme extends OfMoment {
  @IsLine(300)
  programme!: string;
}

export const showProgramme = ({ snapshots }: QueryContext) =>
  defineQuery({
    name: 'ShowProgramme',
    path: '/v1/programmes/:programme',
    summary:
      'A programme: its partnerships, how their promises stand, and where its desk, ledger, coverage, records and progress are asked.',
    input: ShowProgramme,
    reads: 'rows',
    allow: { scope: 'views' },
    answer: (asked) =>
      snapshots.answer(asked, [overview, ledger], async (snapshot) => {
        const books = await booksOfProgramme(snapshot, asked.programme);
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
          ...(await programmeOf(snapshot, asked.programme, overviews)),
          promises: await promisesIn(snapshot, books),
          rows: overviews.map(brief),
          views: Object.fromEntries(views.map((view) => [view, `${path}/${view}`])),
        };
      }),
    rows: rowsOf,
  });
