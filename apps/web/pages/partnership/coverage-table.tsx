import type { Names } from '../../answers.ts';
import { Table } from '../../parts/table.tsx';
import { ToLedger } from '../../parts/to-ledger.tsx';
import { useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';
import { Written } from '../../parts/written.tsx';
import type { Axis, CoverageAnswer, ListedCell } from './coverage-answer.ts';
import { Named } from './named.tsx';

/** So many are named in a line; more are named when asked. */
const MOST_NAMED = 4;

/** A gap, an overlap, or one alone: by a sign, a word and a colour. */
function How({ of }: { of: ListedCell }) {
  const words = useWords();
  const { coverage: texts } = words.texts.partnership;
  const { gap, overlap, organisations, within = [], around = [], inScope } = of;
  const [sign, kind, said] = gap
    ? ['✗', 'disputed', texts.how.gap]
    : overlap
      ? ['●●', 'corroborated', words.count(organisations.length, texts.how.overlap)]
      : ['●', '', organisations.length === 1 ? texts.how.one : texts.how.nobody];
  return (
    <>
      <span class={`mark ${kind}`}>
        <span aria-hidden="true">{sign} </span>
        {said}
      </span>
      {inScope ? <span class="beside">{texts.inScope}</span> : null}
      {within.length > 0 ? (
        <span class="beside">
          {filled(texts.within, { places: words.list(within.map((place) => words.place(place))) })}
        </span>
      ) : null}
      {around.length > 0 ? (
        <span class="beside">
          {filled(texts.around, { places: words.list(around.map((place) => words.place(place))) })}
        </span>
      ) : null}
    </>
  );
}

function Who({ of: { organisations }, names }: { of: ListedCell; names: Names }) {
  const words = useWords();
  const ids = organisations.map(({ organisation }) => organisation);
  const named = <Named all={ids} names={names} />;
  if (ids.length <= MOST_NAMED) return named;
  return (
    <details>
      <summary>{words.count(ids.length, words.texts.partnership.coverage.manyWho)}</summary>
      {named}
    </details>
  );
}

/** What is promised for it; beside it, what is for others too and not divided. */
function Promised({ of: { altogether } }: { of: ListedCell }) {
  const words = useWords();
  const { coverage: texts } = words.texts.partnership;
  const divided = words.sums(altogether.promised);
  const undivided = words.sums(altogether.undivided.promised);
  return (
    <>
      {divided === '' && undivided === '' ? '–' : divided}
      {undivided === '' ? null : <span class="beside">{filled(texts.undivided, { money: undivided })}</span>}
    </>
  );
}

/** One axis: a line for each place, theme or goal that is within the scope or has promises, and one for those that say none. */
export function CoverageTable({
  axis: { axis, unstated, nameOf, order },
  answer,
  partnership,
}: {
  axis: Axis;
  answer: CoverageAnswer;
  partnership: string;
}) {
  const words = useWords();
  const { coverage: texts } = words.texts.partnership;
  const unsaid = answer.unstated[unstated];
  const rows = [
    ...answer[axis].toSorted((a, b) => order(a.of ?? '', b.of ?? '', words)),
    ...(unsaid.rows > 0 ? [unsaid] : []),
  ];
  return (
    <Table
      caption={texts.axes[axis]}
      stacks
      rows={rows}
      keyOf={({ of = '' }) => of}
      columns={[
        {
          head: texts.heads[axis],
          names: true,
          cell: ({ of }) =>
            of === undefined ? <em>{texts.unstated[axis]}</em> : <Written of={nameOf(of, words)} />,
        },
        {
          head: texts.heads.how,
          cell: (cell) => (cell.of === undefined ? texts.how.unsaid : <How of={cell} />),
        },
        { head: texts.heads.who, cell: (cell) => <Who of={cell} names={answer.names} /> },
        {
          head: texts.heads.promises,
          align: 'end',
          cell: ({ rows: n, ledger }) =>
            n === 0 ? (
              words.number(n)
            ) : (
              <ToLedger partnership={partnership} ledger={ledger}>
                {words.number(n)}
              </ToLedger>
            ),
        },
        { head: texts.heads.promised, align: 'end', cell: (cell) => <Promised of={cell} /> },
      ]}
    />
  );
}
