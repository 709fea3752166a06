import { ledger } from '#commitment';
import { defineQuery } from '#cqrs';
import { foldedName, overview, programmes, type Overview, type ProgrammeEntry } from '#partnership';
import { textOrder } from '#projection';
import { IsLine } from '#vocabulary';
import {
  asking,
  booksOfProgramme,
  distinct,
  overviewsIn,
  programmeIn,
  programmesIn,
  scopeOf,
} from '../query-context/books.ts';
import type { QueryContext } from '../query-context/context.ts';
import { OfMoment } from '../query-context/moment.ts';
import { rowsOf } from '../query-context/pages.ts';
import type { Snapshot } from '../query-context/snapshot.ts';
import { takingPart } from '../query-context/succession.ts';
import { brief } from './partnerships.ts';
import { promisesIn } from './standing.ts';

/** What can be told of a programme from how its partnerships read. */
const programmeOf = async (
  snapshot: Snapshot,
  { programme, registered }: { readonly programme: string; readonly registered: ProgrammeEntry | undefined },
  overviews: readonly Overview[],
) => ({
  programme,
  /** Where somebody owns it: which partnerships belong to it is that organisation's word. */
  ...(registered
    ? {
        id: registered.id,
        organisation: registered.owner,
        description: registered.description,
        registeredOn: registered.registeredOn,
      }
    : {}),
  registered: registered !== undefined,
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
    summary:
      'Every programme that is registered, with the partnerships that it has admitted; and every other that partnerships only name.',
    input: ListProgrammes,
    reads: 'rows',
    allow: { scope: 'views' },
    answer: (asked, { language }) =>
      snapshots.answer(asked, [overview, programmes], async (snapshot) => {
        const rows = [];
        const registered = await programmesIn(snapshot);
        const belonging = await overviewsIn(snapshot, { column: 'belongsTo', op: 'gt', value: '' });
        for (const one of registered) {
          const its = belonging.filter(({ belongsTo }) => belongsTo?.programme === one.id);
          rows.push(await programmeOf(snapshot, { programme: one.name, registered: one }, its));
        }
        const known = new Set(registered.map(({ name }) => foldedName(name)));
        const named = await overviewsIn(snapshot, { column: 'programme', op: 'gt', value: '' });
        for (const [programme, its] of Map.groupBy(named, (one) => one.programme ?? ''))
          if (!known.has(foldedName(programme)))
            rows.push(await programmeOf(snapshot, { programme, registered: undefined }, its));
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
      snapshots.answer(asked, [overview, ledger, programmes], async (snapshot) => {
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
        const registered = await programmeIn(snapshot, asked.programme);
        const programme = registered?.name ?? asked.programme;
        const ids = new Set(overviews.map(({ partnership }) => partnership));
        const others = (await asking(snapshot, programme)).filter(({ partnership }) => !ids.has(partnership));
        const told = registered ? overviews : others;
        return {
          ...(await programmeOf(snapshot, { programme, registered }, told)),
          promises: await promisesIn(snapshot, books),
          rows: overviews.map(brief),
          /** Those that name it or ask, and that it has not admitted: they are in no sum. */
          asking: others.map(brief),
          views: Object.fromEntries(views.map((view) => [view, `${path}/${view}`])),
        };
      }),
    rows: rowsOf,
  });
