import type { OfMoment } from '../../answers.ts';
import { useAnswer } from '../../asking.ts';
import { Answered } from '../../parts/answered.tsx';
import { Csv } from '../../parts/csv.tsx';
import { Table } from '../../parts/table.tsx';
import { ToLedger, type ToPage } from '../../parts/to-ledger.tsx';
import { useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';
import { sumsByKind, type Group, type Kind } from './sums-that-stand.ts';

interface Totalled extends OfMoment {
  readonly groups: readonly Group[];
  readonly contained: number;
}
/** The promises of a kind, in the words of the ledger's filters. */
const LEDGERS: Readonly<Record<Kind, string>> = {
  commitments: '?promise=commitment&voice=self-reported&status=open&status=suspended&status=fulfilled',
  pledges: '?promise=pledge&voice=self-reported&status=open&status=suspended&status=fulfilled',
  attributed: '?voice=attributed&status=open&status=suspended&status=fulfilled',
  ended: '?status=withdrawn&status=superseded&status=rejected',
};

/** What groups of promises come to; each sum leads to the promises it is told from. */
export function SumsTable({ groups, ...of }: ToPage & { groups: readonly Group[] }) {
  const words = useWords();
  const { sums: texts } = words.texts.partnership;
  const rows = sumsByKind(groups);
  if (rows.length === 0) return <p>{texts.none}</p>;
  return (
    <Table
      caption={texts.title}
      rows={rows}
      keyOf={({ kind, currency }) => `${kind} ${currency}`}
      columns={[
        {
          head: texts.what,
          names: true,
          cell: ({ kind, currency }) => filled(texts.inCurrency, { what: texts.kinds[kind], currency }),
        },
        {
          head: texts.promises,
          align: 'end',
          cell: ({ kind, rows: n }) => (
            <ToLedger {...of} ledger={`${LEDGERS[kind]}&contained=no`}>
              {words.number(n)}
            </ToLedger>
          ),
        },
        {
          head: texts.promised,
          align: 'end',
          cell: ({ promised: amount, currency }) => words.money({ amount, currency }),
        },
        {
          head: texts.paid,
          align: 'end',
          cell: ({ disbursed: amount, currency }) => words.money({ amount, currency }),
        },
        {
          head: texts.spent,
          align: 'end',
          cell: ({ spent: amount, currency }) => words.money({ amount, currency }),
        },
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
        {({ groups, contained }) => (
          <>
            <SumsTable groups={groups} partnership={partnership} />
            <p class="hint">
              {texts.counting} {contained > 0 ? words.count(contained, texts.contained) : null}
            </p>
          </>
        )}
      </Answered>
      <Csv path={path} name={texts.title} />
    </>
  );
}
