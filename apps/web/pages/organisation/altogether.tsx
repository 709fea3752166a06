import { Table } from '../../parts/table.tsx';
import { LATE_MILESTONES, ToLedger } from '../../parts/to-ledger.tsx';
import { useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';
import { SumsTable } from '../partnership/sums.tsx';
import type { Figures } from './record.ts';

/** In the order in which they read best. */
const COUNTED = [
  'open',
  'fulfilled',
  'endedOtherwise',
  'endedInSource',
  'pledges',
  'commitments',
  'selfReported',
  'attributed',
  'ahead',
  'running',
  'over',
  'undated',
  'notDue',
  'current',
  'late',
  'silent',
  'corroborated',
  'disputed',
  'observedAttributed',
  'voidedAfterDispute',
] as const;

/** The record across all partnerships: how promises stand, and what they come to. */
export function Altogether({ of, organisation }: { of: Figures; organisation: string }) {
  const words = useWords();
  const { counts: texts, ...others } = words.texts.organisation;
  const { rows: all, counts, across, ledger, milestones } = of;
  const lines = [
    { name: 'all' as const, rows: all, ledger },
    ...COUNTED.map((name) => ({ name, ...counts[name] })),
  ];
  const { planned, reached, late } = milestones;
  const told = { planned: words.number(planned), reached: words.number(reached) };
  return (
    <>
      <Table
        caption={texts.caption}
        rows={lines}
        keyOf={({ name }) => name}
        columns={[
          { head: texts.what, names: true, cell: ({ name }) => texts[name] },
          {
            head: texts.promises,
            align: 'end',
            cell: (line) =>
              line.rows === 0 ? (
                words.number(0)
              ) : (
                <ToLedger organisation={organisation} ledger={line.ledger}>
                  {words.number(line.rows)}
                </ToLedger>
              ),
          },
        ]}
      />
      <p>
        {planned === 0 ? others.noMilestones : filled(others.milestones, told)}
        {late === 0 ? null : (
          <>
            {'; '}
            <ToLedger organisation={organisation} ledger={`?${LATE_MILESTONES.slice(1)}`}>
              {filled(others.table.milestonesLate, { n: words.number(late) })}
            </ToLedger>
          </>
        )}
      </p>
      <SumsTable across={across} organisation={organisation} />
    </>
  );
}
