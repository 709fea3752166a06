import type { LedgerRow } from '#commitment';
import { CsvOf, type Cells } from '../../parts/csv.tsx';
import { Part } from '../../parts/part.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../reader.tsx';
import { Written } from '../../parts/written.tsx';
import { useDossier } from './dossier.tsx';

type Milestone = LedgerRow['milestones']['list'][number];

const SIGNS = { reached: '✔', reachedLate: '◧', overdue: '◧', awaited: '○' } as const;
const howOf = ({ reachedOn, late }: Milestone): keyof typeof SIGNS =>
  reachedOn === undefined ? (late ? 'overdue' : 'awaited') : late ? 'reachedLate' : 'reached';

function How({ of }: { of: Milestone }) {
  const { milestone: texts } = useWords().texts.commitment;
  const how = howOf(of);
  return (
    <span class={`mark ${of.late ? 'late' : how === 'reached' ? 'fulfilled' : ''}`}>
      <span aria-hidden="true">{SIGNS[how]} </span>
      {texts[how]}
    </span>
  );
}

/** In the words of the API. */
const COLUMNS = ['entry', 'title', 'due', 'firstDue', 'moved', 'reachedOn', 'late'] as const;
const cellsOf = ({
  entry,
  title,
  due,
  firstDue,
  moved,
  reachedOn,
  late,
}: Milestone): Cells<typeof COLUMNS> => ({
  entry,
  title,
  due,
  firstDue,
  moved,
  reachedOn,
  late: String(late),
});

/** What was planned by when, when that was moved, and what was reached. */
export function Milestones() {
  const words = useWords();
  const { commitment: texts } = words.texts;
  const { milestone } = texts;
  const { list } = useDossier().dossier.milestones;
  return (
    <Part id="milestones" title={texts.milestonesTitle}>
      {list.length === 0 ? (
        <p>{texts.noMilestones}</p>
      ) : (
        <>
          <CsvOf columns={COLUMNS} rows={list.map(cellsOf)} name={texts.milestonesTable} />
          <Table
            caption={texts.milestonesTable}
            stacks
            rows={list}
            keyOf={({ entry }) => entry}
            columns={[
              { head: milestone.title, names: true, cell: ({ title }) => <Written of={title} /> },
              { head: milestone.due, cell: ({ due }) => words.day(due) },
              {
                head: milestone.firstDue,
                cell: ({ firstDue }) => (firstDue === undefined ? texts.unchanged : words.day(firstDue)),
              },
              {
                head: milestone.moved,
                cell: ({ moved }) => (moved === 0 ? '–' : words.count(moved, words.texts.ledger.moved)),
              },
              {
                head: milestone.reachedOn,
                cell: ({ reachedOn }) => (reachedOn === undefined ? '–' : words.day(reachedOn)),
              },
              { head: milestone.how, cell: (one) => <How of={one} /> },
            ]}
          />
        </>
      )}
    </Part>
  );
}
