import type { JointFigure } from '#commitment';
import { Table } from '../../parts/table.tsx';
import { ToLedger } from '../../parts/to-ledger.tsx';
import { useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';

/** What a joint commitment comes to: planned, promised, and what falls short, each currency by itself. */
export function JointFigures({
  figures,
  what,
  partnership,
}: {
  figures: readonly (JointFigure & { readonly promisedBy: string })[];
  what: string;
  partnership: string;
}) {
  const words = useWords();
  const { joint: texts } = words.texts.partnership;
  const short = ({ shortfall, currency }: JointFigure) =>
    shortfall === '0'
      ? texts.nothing
      : shortfall.startsWith('-')
        ? filled(texts.over, { money: words.money({ amount: shortfall.slice(1), currency }) })
        : words.money({ amount: shortfall, currency });
  if (figures.length === 0) return null;
  return (
    <Table
      caption={filled(texts.figures, { what })}
      rows={figures}
      keyOf={({ currency }) => currency}
      columns={[
        { head: texts.currency, names: true, cell: ({ currency }) => currency },
        {
          head: texts.planned,
          align: 'end',
          cell: ({ planned: amount, currency }) => words.money({ amount, currency }),
        },
        {
          head: texts.promised,
          align: 'end',
          cell: ({ promised: amount, currency, promisedBy }) => (
            <ToLedger partnership={partnership} ledger={promisedBy}>
              {words.money({ amount, currency })}
            </ToLedger>
          ),
        },
        {
          head: texts.unanswered,
          align: 'end',
          cell: ({ unanswered: amount, currency }) => words.money({ amount, currency }),
        },
        { head: texts.shortfall, align: 'end', cell: short },
        {
          head: texts.paid,
          align: 'end',
          cell: ({ disbursed: amount, currency }) => words.money({ amount, currency }),
        },
      ]}
    />
  );
}
