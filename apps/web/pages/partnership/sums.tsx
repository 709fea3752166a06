import type { ComponentChildren } from 'preact';
import type { OfMoment } from '../../answers.ts';
import { useAnswer } from '../../asking.ts';
import { Answered } from '../../parts/answered.tsx';
import { Csv } from '../../parts/csv.tsx';
import { Table } from '../../parts/table.tsx';
import { ToLedger, type ToPage } from '../../parts/to-ledger.tsx';
import { useWords } from '../../reader.tsx';
import {
  KINDS,
  sumsByKind,
  type Across,
  type Kind,
  type SumsIn,
  type SumsOfKind,
} from './sums-that-stand.ts';

interface Totalled extends OfMoment {
  readonly across: Across;
}
/** The promises of a kind, in the words of the ledger's filters. */
const LEDGERS: Readonly<Record<Kind, string>> = {
  commitments: '?promise=commitment&voice=self-reported&status=open&status=suspended&status=fulfilled',
  pledges: '?promise=pledge&voice=self-reported&status=open&status=suspended&status=fulfilled',
  attributed: '?voice=attributed&status=open&status=suspended&status=fulfilled',
  ended: '?status=withdrawn&status=superseded&status=rejected',
};

/** A sum in each currency, one below the other. */
function Amounts({
  of: { sums },
  figure,
  show = (_, money) => money,
}: {
  of: SumsOfKind;
  figure: 'promised' | 'disbursed' | 'spent';
  show?: (sum: SumsIn, money: string) => ComponentChildren;
}) {
  const words = useWords();
  return (
    <>
      {sums.map((sum) => (
        <div key={sum.currency} class="amount">
          {show(sum, words.money({ amount: sum[figure], currency: sum.currency }))}
        </div>
      ))}
    </>
  );
}

/** What promises come to, by kind; each count and what is promised lead to the promises they are told from. */
export function SumsTable({ across, ...of }: ToPage & { across: Across }) {
  const words = useWords();
  const { sums: texts } = words.texts.partnership;
  const rows = sumsByKind(across);
  if (rows.length === 0) return <p>{texts.none}</p>;
  const leading = (ledger: string, shown: string) => (
    <ToLedger {...of} ledger={ledger}>
      {shown}
    </ToLedger>
  );
  const promised = ({ kind }: SumsOfKind) => ({
    show: (sum: SumsIn, money: string) =>
      sum.promised === '0' ? money : leading(`${LEDGERS[kind]}&currency=${sum.currency}`, money),
  });
  return (
    <Table
      caption={texts.title}
      stacks
      rows={rows}
      keyOf={({ kind }) => kind}
      columns={[
        { head: texts.what, names: true, cell: ({ kind }) => texts.kinds[kind] },
        {
          head: texts.promises,
          align: 'end',
          cell: ({ kind, rows: n }) => leading(LEDGERS[kind], words.number(n)),
        },
        {
          head: texts.promised,
          align: 'end',
          cell: (row) => <Amounts of={row} figure="promised" {...promised(row)} />,
        },
        { head: texts.paid, align: 'end', cell: (row) => <Amounts of={row} figure="disbursed" /> },
        { head: texts.spent, align: 'end', cell: (row) => <Amounts of={row} figure="spent" /> },
      ]}
    />
  );
}

/** What is promised, paid and spent: what stands apart from what no longer does, each currency by itself. */
export function Sums({ partnership }: { partnership: string }) {
  const words = useWords();
  const { sums: texts } = words.texts.partnership;
  const path = `/v1/partnerships/${partnership}/ledger/totals`;
  const asked = useAnswer<Totalled>(path);
  return (
    <>
      <Answered asked={asked}>
        {({ across }) => {
          const contained = KINDS.reduce((sum, kind) => sum + across[kind].contained, 0);
          return (
            <>
              <SumsTable across={across} partnership={partnership} />
              <p class="hint">
                {texts.counting} {contained > 0 ? words.count(contained, texts.contained) : null}
              </p>
            </>
          );
        }}
      </Answered>
      <Csv path={path} name={texts.title} />
    </>
  );
}
