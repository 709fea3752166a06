import { placesAround } from '#vocabulary';
import { figureOf } from './contained.ts';
import { pick, type Answer, type Figure, type FiguresOf } from './figures.ts';
import type { Row, World } from './recount.ts';
import { percentOf } from './sums.ts';

/** A row in a cell, and how much of its money is for that, in percent; undefined where it does not say. */
type Share = readonly [of: string, row: Row, percentage: string | undefined];

/** What is promised in a cell by some of its rows, and which of them are in no sum of it. */
function promisesOf(shares: readonly Share[], world: World) {
  const percentages = new Map(shares.map(([, row, percentage]) => [row, percentage]));
  const whole = { measure: 'promise', world } as const;
  const rowsOf = (some: readonly Share[]) => some.map(([, row]) => row);
  const promised = figureOf(
    rowsOf(shares.filter(([, , percentage]) => percentage !== undefined)),
    (row) => [row.promised && percentOf(row.promised, percentages.get(row) ?? '')],
    whole,
  );
  const others = rowsOf(shares.filter(([, , percentage]) => percentage === undefined));
  const undivided = figureOf(others, (row) => [row.promised], whole);
  return {
    leftOut: [...promised.leftOut, ...undivided.leftOut],
    promises: {
      rows: shares.length,
      promised: promised.sums,
      undivided: { rows: others.length, promised: undivided.sums },
    },
  };
}

/** Who goes on at last for an organisation. */
function lineOf(organisation: string, { successors }: World): string {
  const next = successors.get(organisation);
  return next === undefined ? organisation : lineOf(next, { successors } as World);
}

function organisationsOf(shares: readonly Share[], world: World) {
  const named = shares.flatMap(([, row, percentage]) =>
    row.organisation === 'not-stated' || Number(percentage ?? '1') === 0 ? [] : [row],
  );
  return [...Map.groupBy(named, ({ organisation }) => lineOf(organisation, world))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([organisation, own]) => {
      const formerly = [...new Set(own.map((row) => row.organisation))].filter((one) => one !== organisation);
      return {
        organisation,
        selfReported: own.filter(({ voice }) => voice === 'selfReported').length,
        attributed: own.filter(({ voice }) => voice === 'attributed').length,
        ...(formerly.length > 0 ? { formerly: formerly.sort() } : {}),
      };
    });
}

const isCovering = ([, , percentage]: Share): boolean => Number(percentage ?? '1') > 0;

function cellOf(shares: readonly Share[], { world, ...about }: About) {
  const organisations = organisationsOf(shares, world);
  const of = (promise: Row['promise']) =>
    promisesOf(
      shares.filter(([, row]) => row.promise === promise),
      world,
    );
  const [commitments, pledges, altogether] = [of('commitment'), of('pledge'), promisesOf(shares, world)];
  return {
    organisations,
    rows: shares.length,
    contained: new Set([commitments, pledges, altogether].flatMap(({ leftOut }) => leftOut)).size,
    commitments: commitments.promises,
    pledges: pledges.promises,
    altogether: altogether.promises,
    overlap: organisations.length > 1,
    gap: about.isScope && !shares.some(isCovering) && !about.covered,
  };
}
interface About {
  readonly world: World;
  readonly isScope: boolean;
  readonly covered: boolean;
}

const only = (list: readonly unknown[]) => (list.length === 1 ? '100' : undefined);
const goalOf = (target: string) => target.split('.')[0] ?? '';

function axis(
  cells: readonly Answer[],
  shares: readonly Share[],
  { scope, name, world }: { scope: readonly string[]; name: string; world: World },
): Figure[] {
  const counted = Map.groupBy(shares, ([of]) => of);
  const told = new Map<string, Answer>(cells.map((cell) => [cell.of ?? '', cell]));
  return [...new Set([...counted.keys(), ...scope, ...told.keys()])].map((of) => {
    const own = counted.get(of) ?? [];
    const covered = [...counted].some(
      ([place, its]) => its.some(isCovering) && placesAround(place).includes(of),
    );
    const about = { world, isScope: scope.includes(of), covered: name === 'place' && covered };
    const expected = cellOf(own, about);
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

export const figuresOfCoverage: FiguresOf = (answer, { books, rows: all, world }) => {
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
      { scope: places, name: 'place', world },
    ),
    ...axis(
      answer.themes,
      shares(({ theme }) => (theme === undefined ? [] : [[theme, '100']])),
      { scope: [], name: 'theme', world },
    ),
    ...axis(
      answer.sdgTargets,
      shares((row) => row.sdgTargets.map((target) => [target, only(row.sdgTargets)])),
      { scope: targets, name: 'sdg', world },
    ),
    ...axis(
      answer.sdgGoals,
      shares((row) => goals(row).map((goal) => [goal, only(goals(row))])),
      { scope: [...new Set(targets.map(goalOf))], name: 'goal', world },
    ),
    ...axis(
      [unstated.place],
      without((row) => row.places.length === 0),
      { scope: [], name: 'no place', world },
    ),
    ...axis(
      [unstated.theme],
      without((row) => row.theme === undefined),
      { scope: [], name: 'no theme', world },
    ),
    ...axis(
      [unstated.sdg],
      without((row) => row.sdgTargets.length === 0),
      { scope: [], name: 'no SDG target', world },
    ),
  ];
};
