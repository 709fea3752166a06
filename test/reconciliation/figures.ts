import { figureOf } from './contained.ts';
import { sumsOf } from './sums.ts';
import { periodOf, type Partnership, type Row, type World } from './recount.ts';

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

export const pick = (from: Answer, fields: readonly string[]) =>
  Object.fromEntries(fields.map((field) => [field, from?.[field]]));

export const figuresOfTotals: FiguresOf = ({ groups, across }, { rows, world }) => [
  ...figuresOfGroups(groups, { rows, world }),
  ...figuresAcross(across, { rows, world }),
];

type Told = Pick<Asked, 'rows' | 'world'>;

/** What some rows come to, each figure counted over all of them. */
function sumsOfRows({ rows, world }: Told) {
  const promises = { measure: 'promise', world } as const;
  const payments = { measure: 'payments', world } as const;
  const promised = figureOf(rows, (row) => [row.promised], promises);
  const paid = (['disbursed', 'spent'] as const).map((kind) => ({
    all: figureOf(rows, (row) => row[kind], payments),
    back: figureOf(rows, (row) => row.returned[kind], payments),
  }));
  const [disbursed = [], spent = []] = paid.map(({ all, back }) =>
    sumsOf([...all.sums, ...back.sums.map(({ amount, currency }) => ({ currency, amount: `-${amount}` }))]),
  );
  const [ofDisbursed = [], ofSpent = []] = paid.map(({ back }) => back.sums);
  const leftOut = [promised, ...paid.flatMap(({ all, back }) => [all, back])].flatMap((one) => one.leftOut);
  return {
    rows: rows.length,
    contained: new Set(leftOut).size,
    promised: promised.sums,
    disbursed,
    spent,
    returned:
      ofDisbursed.length + ofSpent.length > 0 ? { disbursed: ofDisbursed, spent: ofSpent } : undefined,
  };
}

const voiceOf = ({ voice }: Row) => (voice === 'attributed' ? 'attributed' : 'self-reported');
const groupOf = (row: Row): string => `${row.promise} ${row.status} ${voiceOf(row)}`;

function figuresOfGroups(groups: readonly Answer[], { rows: all, world }: Told): Figure[] {
  const counted = Map.groupBy(all, groupOf);
  const told = new Map(groups.map((group) => [`${group.promise} ${group.status} ${group.voice}`, group]));
  return [...new Set([...counted.keys(), ...told.keys()])].map((name) => {
    const rows = counted.get(name) ?? [];
    return figureOfSums(name, told.get(name), { rows, world });
  });
}

const figureOfSums = (name: string, told: Answer, { rows, world }: Told): Figure => {
  const counted = sumsOfRows({ rows, world });
  return { name, told: pick(told, Object.keys(counted)), counted, ledger: told?.ledger, rows };
};

const STANDING: ReadonlySet<string> = new Set(['open', 'suspended', 'fulfilled']);
const isStanding = ({ status }: Row): boolean => STANDING.has(status);
const isOwn = ({ voice }: Row): boolean => voice === 'selfReported';
const ACROSS: Readonly<Record<string, (row: Row) => boolean>> = {
  standing: isStanding,
  own: (row) => isStanding(row) && isOwn(row),
  commitments: (row) => isStanding(row) && isOwn(row) && row.promise === 'commitment',
  pledges: (row) => isStanding(row) && isOwn(row) && row.promise === 'pledge',
  attributed: (row) => isStanding(row) && !isOwn(row),
  intentions: (row) => isStanding(row) && row.promise === 'pledge',
  ended: (row) => !isStanding(row),
};

const figuresAcross = (across: Answer, { rows, world }: Told): Figure[] =>
  Object.entries(ACROSS).map(([name, holds]) =>
    figureOfSums(name, across?.[name], { rows: rows.filter(holds), world }),
  );

const COUNTS: Readonly<Record<string, (row: Row) => boolean>> = {
  open: ({ status }) => status === 'open' || status === 'suspended',
  fulfilled: ({ status }) => status === 'fulfilled',
  endedOtherwise: ({ status }) => ['withdrawn', 'superseded', 'rejected'].includes(status),
  endedInSource: ({ status }) =>
    ['removed', 'expired', 'cancelled', 'closed', 'recorded-fulfilled'].includes(status),
  pledges: ({ promise }) => promise === 'pledge',
  commitments: ({ promise }) => promise === 'commitment',
  selfReported: ({ voice }) => voice === 'selfReported',
  attributed: ({ voice }) => voice === 'attributed',
  ahead: ({ delivery }) => delivery === 'ahead',
  running: ({ delivery }) => delivery === 'running',
  over: ({ delivery, voice }) => delivery === 'over' && voice === 'selfReported',
  undated: ({ delivery }) => delivery === 'undated',
  notDue: ({ staleness }) => staleness === 'not-due',
  current: ({ staleness }) => staleness === 'current',
  late: ({ staleness }) => staleness === 'late',
  silent: ({ staleness }) => staleness === 'silent',
  corroborated: ({ corroborated }) => corroborated,
  disputed: ({ disputed }) => disputed,
  observedAttributed: ({ observedAttributed }) => observedAttributed,
  voidedAfterDispute: ({ voidedAfterDispute }) => voidedAfterDispute,
};

/** Of one record: all it counts and adds up. */
function figuresOfOne(told: Answer, { rows, world }: Told, name: string): Figure[] {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  return [
    {
      name,
      told: pick(told, ['rows', 'milestones']),
      counted: {
        rows: rows.length,
        milestones: {
          planned: sum(({ milestones }) => milestones.planned),
          reached: sum(({ milestones }) => milestones.reached),
          late: sum(({ milestones, voice }) => (voice === 'selfReported' ? milestones.late : 0)),
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
    ...[
      ...figuresOfGroups(told?.groups ?? [], { rows, world }),
      ...figuresAcross(told?.across, { rows, world }),
    ].map((figure) => ({ ...figure, name: `${name}: ${figure.name}` })),
  ];
}

export const figuresOfRecords: FiguresOf = (answer, { books, rows, world }) => {
  const counted = Map.groupBy(rows, ({ organisation }) => organisation);
  const told = new Map<string, Answer>(answer.rows.map((row: Answer) => [row.organisation, row]));
  const participants = books.flatMap(({ participants }) => [...participants]);
  return [...new Set([...counted.keys(), ...participants, ...told.keys()])].flatMap((organisation) =>
    figuresOfOne(told.get(organisation), { rows: counted.get(organisation) ?? [], world }, organisation),
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
    ...figuresOfOne(answer.altogether, { rows, world }, 'altogether'),
    ...[...new Set([...counted.keys(), ...joined, ...told.keys()])].flatMap((key) =>
      figuresOfOne(told.get(key), { rows: counted.get(key) ?? [], world }, key),
    ),
  ];
};

/** Per indicator and period; a limit counts commitments, and few are measured. */
export const figuresOfProgress: FiguresOf = ({ rows: told }, { rows }) => {
  const nameOf = ({ commitment, indicator, period }: Answer) =>
    `${commitment} ${indicator.id} ${periodOf(period)}`;
  const valuesOf = (parts: readonly Answer[] = []) =>
    Object.fromEntries(parts.map(({ category, value }) => [category, value]));
  const tellingOf = ({ expected, reported, reports }: Answer) => ({
    expected: expected?.value,
    reported: reported?.value,
    disaggregation: valuesOf(reported?.disaggregation),
    reports: reports.map(({ restatedFrom, value }: Answer) =>
      [...restatedFrom, { value }].map((one) => one.value ?? '-').join(' > '),
    ),
  });
  const answers = new Map<string, Answer>(told.map((row: Answer) => [nameOf(row), tellingOf(row)]));
  const counted = new Map<string, object>(
    rows.flatMap(({ commitment, progress }) =>
      progress.map(({ of, ...one }) => [`${commitment} ${of}`, one] as const),
    ),
  );
  return [...new Set([...answers.keys(), ...counted.keys()])].map((name) => ({
    name,
    told: answers.get(name),
    counted: counted.get(name),
    rows: [],
  }));
};
