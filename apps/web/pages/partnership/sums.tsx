import type { OfMoment } from '../../answers.ts';
import type { Asked } from '../../asking.ts';
import { Answered } from '../../parts/answered.tsx';
import { Csv } from '../../parts/csv.tsx';
import { Table } from '../../parts/table.tsx';
import { SumsToLedger, type ListedBy } from '../../parts/sums-to-ledger.tsx';
import { THAT_ENDED, THAT_STAND, ToLedger, type ToPage } from '../../parts/to-ledger.tsx';
import { useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';
import { KINDS, sumsByKind, type Across, type Kind, type SumsOfKind } from './sums-that-stand.ts';

export interface Totalled extends OfMoment {
  readonly across: Across;
}
/** The promises of a kind, in the words of the ledger's filters. */
const LEDGERS: Readonly<Record<Kind, string>> = {
  commitments: `?promise=commitment&voice=self-reported${THAT_STAND}`,
  pledges: `?promise=pledge&voice=self-reported${THAT_STAND}`,
  attributed: `?voice=attributed${THAT_STAND}`,
  ended: `?${THAT_ENDED.slice(1)}`,
};

/** What promises come to, by kind; each count and each sum lead to the promises they are told from. */
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
  const summed = ({ kind, sums }: SumsOfKind, figure: 'promised' | 'disbursed' | 'spent', by: ListedBy) => (
    <SumsToLedger
      {...of}
      sums={sums.map((sum) => ({ currency: sum.currency, amount: sum[figure] }))}
      ledger={LEDGERS[kind]}
      by={by}
    />
  );
  const net = (row: SumsOfKind, figure: 'disbursed' | 'spent') => {
    const back = row.returned?.[figure] ?? [];
    const money = words.sums(back);
    return (
      <>
        {summed(row, figure, figure)}
        {back.length === 0 ? null : <p class="hint">{filled(words.texts.commitment.returned, { money })}</p>}
      </>
    );
  };
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
          cell: (row) => summed(row, 'promised', 'currency'),
        },
        { head: texts.paid, align: 'end', cell: (row) => net(row, 'disbursed') },
        { head: texts.spent, align: 'end', cell: (row) => net(row, 'spent') },
      ]}
    />
  );
}

export const totalsOf = (partnership: string): string => `/v1/partnerships/${partnership}/ledger/totals`;

/** What is promised, paid and spent: what stands apart from what no longer does, each currency by itself. */
export function Sums({ partnership, asked }: { partnership: string; asked: Asked<Totalled> }) {
  const words = useWords();
  const { sums: texts } = words.texts.partnership;
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
      <Csv path={totalsOf(partnership)} name={texts.title} />
    </>
  );
}
