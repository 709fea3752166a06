import { containment, CoverageAddition, ledger, STANDS, type Cell, type Coverage } from '#commitment';
import { textOrder } from '#projection';
import { scopeOf } from '../query-context/books.ts';
import { containmentIn } from '../query-context/containment.ts';
import type { QueryContext } from '../query-context/context.ts';
import type { Names } from '../query-context/names.ts';
import { ofBooks } from '../query-context/of-books.ts';
import { linesOf } from '../query-context/succession.ts';
import { ledgerOf, OfRows, spanIn, whereOf, type Filters } from './ledger-filters.ts';

class ShowCoverage extends OfRows {}

/** Each cell with the ledger that lists its rows. */
function listed(coverage: Coverage, language: string | undefined, ledgerBy: (filters: Filters) => string) {
  const order = textOrder(language);
  const by = <C extends Cell>(cell: C, filters: (of: string) => Filters): C & { ledger: string } => ({
    ...cell,
    ledger: ledgerBy({ ...filters(cell.of ?? ''), status: [...STANDS] }),
  });
  const { unstated, places, themes, sdgTargets, sdgGoals, ...rest } = coverage;
  return {
    places: places.map((cell) => by(cell, (of) => ({ place: [of] }))),
    themes: themes
      .toSorted((a, b) => order(a.of ?? '', b.of ?? ''))
      .map((cell) => by(cell, (of) => ({ theme: of }))),
    sdgTargets: sdgTargets.map((cell) => by(cell, (of) => ({ sdg: [of] }))),
    sdgGoals: sdgGoals.map((cell) => by(cell, (of) => ({ goal: [of] }))),
    unstated: {
      place: by(unstated.place, () => ({ unstated: ['place'] })),
      theme: by(unstated.theme, () => ({ unstated: ['theme'] })),
      sdg: by(unstated.sdg, () => ({ unstated: ['sdg'] })),
    },
    ...rest,
  };
}

type Listed = ReturnType<typeof listed>;
/** The cells as the lines of a table; organisations by their names. */
function tableOf(answer: Listed & { readonly names: Names }) {
  const { places, themes, sdgTargets, sdgGoals, unstated, names } = answer;
  const cells: [string, readonly Cell[]][] = [
    ['place', places],
    ['theme', themes],
    ['sdg', sdgTargets],
    ['goal', sdgGoals],
    ...Object.entries(unstated).map(([axis, cell]): [string, Cell[]] => [`unstated ${axis}`, [cell]]),
  ];
  return cells.flatMap(([by, list]) =>
    list.map(({ of, organisations, ...cell }) => ({
      by,
      of,
      organisations: organisations.map(({ organisation }) => names[organisation] ?? organisation),
      ...cell,
    })),
  );
}

export const showCoverage = (context: QueryContext) =>
  ofBooks(context, {
    name: 'ShowCoverage',
    path: '/coverage',
    summary:
      'Who covers what, by place, theme and SDG: two or more organisations overlap, none within the scope is a gap.',
    input: ShowCoverage,
    reads: 'rows',
    views: [ledger, containment],
    answer: async (asked, snapshot, books, { language }) => {
      const scope = scopeOf(books.overviews);
      const addition = new CoverageAddition(scope, await containmentIn(snapshot, books));
      const span = await spanIn(context, { snapshot, books }, asked);
      const where = whereOf({ ...asked, status: [...STANDS] }, books, snapshot.date, span);
      for await (const row of snapshot.each(ledger, where, books.within)) addition.add(row);
      const coverage = addition.coverage(await linesOf(snapshot, addition.organisations));
      return { scope, ...listed(coverage, language, (filters) => ledgerOf(books.path, filters, asked)) };
    },
    rows: tableOf,
  });
