import { placesAround } from '#vocabulary';
import { inSums, pick, type Answer, type Figure, type FiguresOf } from './figures.ts';
import type { Row } from './recount.ts';
import { percentOf, sumsOf, type Money } from './sums.ts';

/** A row in a cell, and how much of its money is for that, in percent; undefined where it does not say. */
type Share = readonly [of: string, row: Row, percentage: string | undefined];

function promisesOf(shares: readonly Share[], promise: Row['promise']) {
  const own = shares.filter(([, row]) => row.promise === promise && !row.contained);
  const divided = own.flatMap(([, { promised }, percentage]): (Money | undefined)[] =>
    percentage === undefined ? [] : [promised && percentOf(promised, percentage)],
  );
  const undivided = own.filter(([, , percentage]) => percentage === undefined);
  return {
    rows: own.length,
    promised: sumsOf(divided),
    undivided: { rows: undivided.length, promised: sumsOf(undivided.map(([, { promised }]) => promised)) },
  };
}

function cellOf(shares: readonly Share[], isScope: boolean, covered: boolean) {
  const rows = shares.map(([, row]) => row);
  const named = rows.filter(({ organisation }) => organisation !== 'not-stated');
  const organisations = [...Map.groupBy(named, ({ organisation }) => organisation)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([organisation, own]) => ({
      organisation,
      selfReported: own.filter(({ voice }) => voice === 'selfReported').length,
      attributed: own.filter(({ voice }) => voice === 'attributed').length,
    }));
  return {
    organisations,
    rows: rows.length,
    contained: rows.length - inSums(rows).length,
    commitments: promisesOf(shares, 'commitment'),
    pledges: promisesOf(shares, 'pledge'),
    overlap: organisations.length > 1,
    gap: isScope && rows.length === 0 && !covered,
  };
}

const only = (list: readonly unknown[]) => (list.length === 1 ? '100' : undefined);
const goalOf = (target: string) => target.split('.')[0] ?? '';

function axis(
  cells: readonly Answer[],
  shares: readonly Share[],
  scope: readonly string[],
  name: string,
): Figure[] {
  const counted = Map.groupBy(shares, ([of]) => of);
  const told = new Map<string, Answer>(cells.map((cell) => [cell.of ?? '', cell]));
  return [...new Set([...counted.keys(), ...scope, ...told.keys()])].map((of) => {
    const own = counted.get(of) ?? [];
    const covered = [...counted.keys()].some((place) => placesAround(place).includes(of));
    const expected = cellOf(own, scope.includes(of), name === 'place' && covered);
    const cell = told.get(of);
    return {
      name: `${name} ${of}`,
      told: pick(cell, Object.keys(expected)),
      counted: expected,
      ledger: cell?.ledger,
      rows: own.map(([, row]) => row),
    };
  });
}

export const figuresOfCoverage: FiguresOf = (answer, { books, rows: all }) => {
  const rows = all.filter(({ status }) => ['open', 'suspended', 'fulfilled'].includes(status));
  const places = [...new Set(books.flatMap(({ scope }) => scope.places))];
  const targets = [...new Set(books.flatMap(({ scope }) => scope.sdgTargets))];
  const { unstated } = answer;
  const shares = (of: (row: Row) => readonly (readonly [string, string | undefined])[]): Share[] =>
    rows.flatMap((row) => of(row).map(([one, percentage]): Share => [one, row, percentage]));
  const without = (holds: (row: Row) => boolean) => shares((row) => (holds(row) ? [['', '100']] : []));
  const goals = (row: Row) => [...new Set(row.sdgTargets.map(goalOf))];
  return [
    ...axis(
      answer.places,
      shares((row) => row.places.map(({ place, percentage }) => [place, percentage ?? only(row.places)])),
      places,
      'place',
    ),
    ...axis(
      answer.themes,
      shares(({ theme }) => (theme === undefined ? [] : [[theme, '100']])),
      [],
      'theme',
    ),
    ...axis(
      answer.sdgTargets,
      shares((row) => row.sdgTargets.map((target) => [target, only(row.sdgTargets)])),
      targets,
      'sdg',
    ),
    ...axis(
      answer.sdgGoals,
      shares((row) => goals(row).map((goal) => [goal, only(goals(row))])),
      [...new Set(targets.map(goalOf))],
      'goal',
    ),
    ...axis(
      [unstated.place],
      without((row) => row.places.length === 0),
      [],
      'no place',
    ),
    ...axis(
      [unstated.theme],
      without((row) => row.theme === undefined),
      [],
      'no theme',
    ),
    ...axis(
      [unstated.sdg],
      without((row) => row.sdgTargets.length === 0),
      [],
      'no SDG target',
    ),
  ];
};
