import { placesAround } from '#vocabulary';
import type { Money, Partnership, Row, World } from './recount.ts';
import { percentOf, sumsOf } from './sums.ts';

/** One figure, or several that stand together: as it was told, as it is when counted again, and the rows it is told from. */
export interface Figure {
  readonly name: string;
  readonly told: unknown;
  readonly counted: unknown;
  /** Where its rows are listed, and which they are. */
  readonly ledger?: string;
  readonly rows: readonly Row[];
}
// oxlint-disable-next-line typescript/no-explicit-any -- an answer over HTTP
export type Answer = any;
/** What a view is told of: the books it is asked of, and everything that stands in them. */
export interface Asked {
  readonly books: readonly Partnership[];
  readonly rows: readonly Row[];
  readonly world: World;
}
export type FiguresOf = (answer: Answer, asked: Asked) => Figure[];

const pick = (from: Answer, fields: readonly string[]) =>
  Object.fromEntries(fields.map((field) => [field, from?.[field]]));
const inSums = (rows: readonly Row[]) => rows.filter(({ contained }) => !contained);

export const figuresOfTotals: FiguresOf = ({ groups, contained }, { rows }) => [
  {
    name: 'contained',
    told: contained,
    counted: rows.length - inSums(rows).length,
    rows: [],
  },
  ...figuresOfGroups(groups, rows),
];

const voiceOf = ({ voice }: Row) => (voice === 'attributed' ? 'attributed' : 'self-reported');
const groupOf = (row: Row): string => `${row.promise} ${row.status} ${voiceOf(row)}`;

function figuresOfGroups(groups: readonly Answer[], all: readonly Row[]): Figure[] {
  const counted = Map.groupBy(inSums(all), groupOf);
  const told = new Map(groups.map((group) => [`${group.promise} ${group.status} ${group.voice}`, group]));
  return [...new Set([...counted.keys(), ...told.keys()])].map((name) => {
    const rows = counted.get(name) ?? [];
    const group = told.get(name);
    return {
      name,
      told: pick(group, ['rows', 'promised', 'disbursed', 'spent']),
      counted: {
        rows: rows.length,
        promised: sumsOf(rows.map(({ promised }) => promised)),
        disbursed: sumsOf(rows.flatMap(({ disbursed }) => disbursed)),
        spent: sumsOf(rows.flatMap(({ spent }) => spent)),
      },
      ledger: group?.ledger,
      rows,
    };
  });
}

const COUNTS: Readonly<Record<string, (row: Row) => boolean>> = {
  open: ({ status }) => status === 'open' || status === 'suspended',
  fulfilled: ({ status }) => status === 'fulfilled',
  endedOtherwise: ({ status }) => ['withdrawn', 'superseded', 'rejected'].includes(status),
  pledges: ({ promise }) => promise === 'pledge',
  commitments: ({ promise }) => promise === 'commitment',
  selfReported: ({ voice }) => voice === 'selfReported',
  attributed: ({ voice }) => voice === 'attributed',
  current: ({ staleness }) => staleness === 'current',
  late: ({ staleness }) => staleness === 'late',
  silent: ({ staleness }) => staleness === 'silent',
  corroborated: ({ corroborated }) => corroborated,
  disputed: ({ disputed }) => disputed,
};

/** Of one record: all it counts and adds up. */
function figuresOfOne(told: Answer, rows: readonly Row[], name: string): Figure[] {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  return [
    {
      name,
      told: pick(told, ['rows', 'contained', 'milestones']),
      counted: {
        rows: rows.length,
        contained: rows.length - inSums(rows).length,
        milestones: {
          planned: sum(({ milestones }) => milestones.planned),
          reached: sum(({ milestones }) => milestones.reached),
          late: sum(({ milestones }) => milestones.late),
        },
      },
      ledger: told?.ledger,
      rows,
    },
    {
      name: `${name}: what is counted`,
      told: Object.keys(told?.counts ?? {}).sort(),
      counted: Object.keys(COUNTS).sort(),
      rows: [],
    },
    ...Object.entries(COUNTS).map(([count, holds]) => {
      const counted = rows.filter(holds);
      const { rows: number, ledger } = told?.counts[count] ?? {};
      return { name: `${name}: ${count}`, told: number, counted: counted.length, ledger, rows: counted };
    }),
    ...figuresOfGroups(told?.groups ?? [], rows).map((figure) => ({
      ...figure,
      name: `${name}: ${figure.name}`,
    })),
  ];
}

export const figuresOfRecords: FiguresOf = (answer, { books, rows }) => {
  const counted = Map.groupBy(rows, ({ organisation }) => organisation);
  const told = new Map<string, Answer>(answer.rows.map((row: Answer) => [row.organisation, row]));
  const participants = books.flatMap(({ participants }) => [...participants]);
  return [...new Set([...counted.keys(), ...participants, ...told.keys()])].flatMap((organisation) =>
    figuresOfOne(told.get(organisation), counted.get(organisation) ?? [], organisation),
  );
};

/** An organisation and all that ended in its favour. */
export function lineOf(organisation: string, { successors }: World): ReadonlySet<string> {
  const line = new Set([organisation]);
  for (let before = 0; before < line.size;) {
    before = line.size;
    for (const [ended, successor] of successors) if (line.has(successor)) line.add(ended);
  }
  return line;
}

/** Of the record of one organisation, across all books: `rows` are those of its line. */
export const figuresOfRecord: FiguresOf = (answer, { books, rows, world }) => {
  const line = lineOf(answer.organisation, world);
  const keyOf = (row: { partnership: string; organisation: string }) =>
    `${row.partnership} ${row.organisation}`;
  const counted = Map.groupBy(rows, keyOf);
  const told = new Map<string, Answer>(answer.rows.map((row: Answer) => [keyOf(row), row]));
  const joined = books.flatMap(({ id: partnership, participants }) =>
    [...participants].flatMap((organisation) =>
      line.has(organisation) ? [keyOf({ partnership, organisation })] : [],
    ),
  );
  return [
    ...figuresOfOne(answer.altogether, rows, 'altogether'),
    ...[...new Set([...counted.keys(), ...joined, ...told.keys()])].flatMap((key) =>
      figuresOfOne(told.get(key), counted.get(key) ?? [], key),
    ),
  ];
};

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
