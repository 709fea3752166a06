import type { Counted } from '#commitment';
import type { Names } from '../../answers.ts';
import { Link } from '../../parts/link.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import { SumsToLedger, type ListedBy } from '../../parts/sums-to-ledger.tsx';
import { LATE_MILESTONES, THAT_STAND, ToLedger } from '../../parts/to-ledger.tsx';
import { useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';
import type { Words } from '../../words.ts';
import { Written } from '../../parts/written.tsx';
import { brief } from '../../texts/brief.ts';
import type { InPartnership } from './record.ts';

/** A number that leads to the promises it counts; none leads nowhere. */
function Leading({ of, to: { rows, ledger } }: { of: InPartnership; to: { rows: number; ledger: string } }) {
  const words = useWords();
  if (rows === 0) return <>{words.number(rows)}</>;
  return (
    <ToLedger partnership={of.partnership} ledger={ledger}>
      {words.number(rows)}
    </ToLedger>
  );
}

/** A count, and beside it another of the same matter. */
function Two({ of, first, then }: { of: InPartnership; first: Said; then: Said }) {
  return (
    <>
      {[first, then].map(({ word, name }) => (
        <p key={name} class="fact">
          {word} <Leading of={of} to={of.counts[name]} />
        </p>
      ))}
    </>
  );
}
interface Said {
  readonly word: string;
  readonly name: Counted;
}

function Milestones({ of: { partnership, ledger, milestones } }: { of: InPartnership }) {
  const words = useWords();
  const { table: texts } = words.texts.organisation;
  const { planned, reached, late } = milestones;
  if (planned === 0) return <>–</>;
  return (
    <>
      {filled(texts.reached, { reached: words.number(reached), planned: words.number(planned) })}
      {late === 0 ? null : (
        <p class="hint">
          <ToLedger partnership={partnership} ledger={`${ledger}${LATE_MILESTONES}`}>
            {filled(texts.milestonesLate, { n: words.number(late) })}
          </ToLedger>
        </p>
      )}
    </>
  );
}

type Summed = 'promised' | 'disbursed' | 'spent';
const BY: Readonly<Record<Summed, ListedBy>> = {
  promised: 'currency',
  disbursed: 'disbursed',
  spent: 'spent',
};

/** What stands comes to, each currency by itself. */
function SumsThatStand({
  of: { partnership, ledger, across },
  figure,
}: {
  of: InPartnership;
  figure: Summed;
}) {
  const sums = across.standing[figure];
  return (
    <SumsToLedger partnership={partnership} sums={sums} ledger={`${ledger}${THAT_STAND}`} by={BY[figure]} />
  );
}

function Paid({ of }: { of: InPartnership }) {
  const { table: texts } = useWords().texts.organisation;
  const { disbursed, spent } = of.across.standing;
  return (
    <>
      {disbursed.length === 0 ? texts.noSum : <SumsThatStand of={of} figure="disbursed" />}
      {spent.length === 0 ? null : (
        <div class="hint">
          {texts.ofSpent} <SumsThatStand of={of} figure="spent" />
        </div>
      )}
    </>
  );
}

function whatColumns({ texts }: Words, organisation: string, names: Names): Column<InPartnership>[] {
  const { table } = texts.organisation;
  return [
    {
      head: table.partnership,
      names: true,
      cell: ({ partnership, title, programme, organisation: under, participant }) => (
        <>
          <Link to={`/partnerships/${partnership}`}>
            <Written of={brief(title)} />
          </Link>
          {programme === undefined ? null : (
            <p class="hint" dir="auto">
              {programme}
            </p>
          )}
          {under === organisation ? null : (
            <p class="hint">{filled(table.under, { name: names[under] ?? under })}</p>
          )}
          <p class="hint">{participant ? table.takesPart : table.takesNone}</p>
        </>
      ),
    },
  ];
}

function figureColumns(words: Words): Column<InPartnership>[] {
  const { table } = words.texts.organisation;
  const counted = (head: string, name: Counted): Column<InPartnership> => ({
    head,
    align: 'end',
    cell: (row) => <Leading of={row} to={row.counts[name]} />,
  });
  const pair = (head: string, first: Said, then: Said): Column<InPartnership> => ({
    head,
    align: 'end',
    cell: (row) => <Two of={row} first={first} then={then} />,
  });
  return [
    { head: table.promises, align: 'end', cell: (row) => <Leading of={row} to={row} /> },
    counted(table.fulfilled, 'fulfilled'),
    counted(table.ended, 'endedOtherwise'),
    counted(table.over, 'over'),
    pair(table.overdue, { word: table.late, name: 'late' }, { word: table.silent, name: 'silent' }),
    pair(
      table.others,
      { word: table.corroborated, name: 'corroborated' },
      { word: table.disputed, name: 'disputed' },
    ),
    { head: table.milestones, align: 'end', cell: (row) => <Milestones of={row} /> },
    {
      head: table.promised,
      align: 'end',
      cell: (row) =>
        row.across.standing.promised.length === 0 ? (
          table.noSum
        ) : (
          <SumsThatStand of={row} figure="promised" />
        ),
    },
    { head: table.paid, align: 'end', cell: (row) => <Paid of={row} /> },
  ];
}

/** What it promised and did in each partnership, and what came before under another name. */
export function InPartnerships({
  rows,
  organisation,
  names,
}: {
  rows: readonly InPartnership[];
  organisation: string;
  names: Names;
}) {
  const words = useWords();
  const { table, counting } = words.texts.organisation;
  return (
    <>
      <Table
        caption={table.caption}
        stacks
        rows={rows}
        keyOf={(row) => `${row.partnership} ${row.organisation}`}
        columns={[...whatColumns(words, organisation, names), ...figureColumns(words)]}
      />
      <p class="hint">{counting}</p>
    </>
  );
}
