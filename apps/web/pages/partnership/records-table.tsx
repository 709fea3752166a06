import type { ComponentChildren } from 'preact';
import { saying } from '../../address.ts';
import type { Names } from '../../answers.ts';
import { Digits } from '../../parts/digits.tsx';
import { Organisation } from '../../parts/organisation.tsx';
import { Table, type Column } from '../../parts/table.tsx';
import { LATE_MILESTONES, THAT_ENDED, THAT_STAND, ToLedger } from '../../parts/to-ledger.tsx';
import { useReader, useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';
import { inOrder } from './records-order.ts';
import type { OneRecord, RecordRow } from './records-row.ts';

interface Around {
  readonly names: Names;
  readonly partnership: string;
  readonly currency: string | undefined;
}
type Head = Column<OneRecord>;

function Who({ of, names }: { of: OneRecord; names: Names }) {
  const { records: texts } = useWords().texts.partnership;
  const { organisation, participant, goesOnAs } = of;
  return (
    <>
      <Organisation of={organisation} names={names} />
      {participant ? null : <span class="beside">{texts.notTaking}</span>}
      {goesOnAs === undefined ? null : (
        <span class="beside">
          {texts.goesOn} <Organisation of={goesOnAs} names={names} />
        </span>
      )}
    </>
  );
}

interface InMoney {
  readonly of: OneRecord;
  readonly currency: string;
  readonly partnership: string;
}

/** What was promised, and what of it is no firm word; beside it what others said. */
function Promised({ of: { figures, ledger }, currency, partnership }: InMoney) {
  const words = useWords();
  const { records: texts } = words.texts.partnership;
  const { promised, pledged, attributed } = figures;
  const money = (amount: string) => words.money({ amount, currency });
  const leading = (voice: string, text: ComponentChildren) => (
    <ToLedger partnership={partnership} ledger={`${ledger}${THAT_STAND}&voice=${voice}&currency=${currency}`}>
      {text}
    </ToLedger>
  );
  return (
    <>
      {promised === '0' ? texts.noSum : leading('self-reported', <Digits of={money(promised)} />)}
      {pledged === '0' ? null : (
        <span class="beside">{filled(texts.ofPledges, { money: money(pledged) })}</span>
      )}
      {attributed === '0' ? null : (
        <span class="beside">
          {leading('attributed', filled(texts.attributed, { money: money(attributed) }))}
        </span>
      )}
    </>
  );
}

function Paid({ of: { figures, ledger }, currency, partnership }: InMoney) {
  const words = useWords();
  const { records: texts } = words.texts.partnership;
  const { promised, paid, paidAttributed, paidEnded } = figures;
  const leading = (filters: string, text: ComponentChildren) => (
    <ToLedger partnership={partnership} ledger={`${ledger}${filters}&disbursed=${currency}`}>
      {text}
    </ToLedger>
  );
  const own = <Digits of={words.money({ amount: paid, currency })} />;
  const beside = (text: string, amount: string, filters: string) =>
    amount === '0' ? null : (
      <span class="beside">
        {leading(filters, filled(text, { money: words.money({ amount, currency }) }))}
      </span>
    );
  const nothing = promised === '0' ? '–' : own;
  return (
    <>
      {paid === '0' ? nothing : leading(`${THAT_STAND}&voice=self-reported`, own)}
      {beside(texts.attributed, paidAttributed, `${THAT_STAND}&voice=attributed`)}
      {beside(texts.paidEnded, paidEnded, THAT_ENDED)}
    </>
  );
}

/** Columns of money, where there is any. */
function useMoneyColumns({ currency, partnership }: Omit<Around, 'names'>): Head[] {
  const words = useWords();
  const { records: texts } = words.texts.partnership;
  if (currency === undefined) return [];
  return [
    {
      head: texts.promised,
      align: 'end',
      sort: 'promised',
      cell: (row) => <Promised of={row} currency={currency} partnership={partnership} />,
    },
    {
      head: texts.paid,
      align: 'end',
      sort: 'paid',
      cell: (row) => <Paid of={row} currency={currency} partnership={partnership} />,
    },
    {
      head: texts.share,
      align: 'end',
      sort: 'share',
      cell: ({ figures: { share } }) => (share === undefined ? '–' : words.percent(share)),
    },
  ];
}

/** Promises of which one report is overdue, or more. */
function Overdue({ of: { counts }, partnership }: { of: OneRecord; partnership: string }) {
  const words = useWords();
  const { records: texts } = words.texts.partnership;
  const { late, silent } = counts;
  const leading = ({ rows, ledger }: typeof late, forms: typeof texts.lateReports) =>
    rows === 0 ? null : (
      <div>
        <ToLedger partnership={partnership} ledger={ledger}>
          {words.count(rows, forms)}
        </ToLedger>
      </div>
    );
  if (late.rows + silent.rows === 0) return <>–</>;
  return (
    <>
      {leading(late, texts.lateReports)}
      {leading(silent, texts.silentReports)}
    </>
  );
}

/** Columns of what is counted, each number leading to the promises that it counts. */
function useCountColumns(partnership: string): Head[] {
  const words = useWords();
  const { records: texts } = words.texts.partnership;
  const leading = (rows: number, ledger: string): ComponentChildren =>
    rows === 0 ? (
      words.number(rows)
    ) : (
      <ToLedger partnership={partnership} ledger={ledger}>
        {words.number(rows)}
      </ToLedger>
    );
  const of = (head: string, name: keyof RecordRow['counts']): Head => ({
    head,
    align: 'end',
    cell: ({ counts }) => leading(counts[name].rows, counts[name].ledger),
  });
  return [
    {
      head: texts.promises,
      align: 'end',
      sort: 'promises',
      cell: ({ rows, ledger }) => leading(rows, ledger),
    },
    of(texts.kept, 'fulfilled'),
    of(texts.ended, 'endedOtherwise'),
    of(texts.over, 'over'),
    { head: texts.overdue, cell: (row) => <Overdue of={row} partnership={partnership} /> },
    {
      head: texts.milestones,
      cell: ({ ledger, milestones: { planned, reached, late } }) =>
        planned === 0 ? (
          '–'
        ) : (
          <>
            {filled(texts.reached, { n: words.number(reached), planned: words.number(planned) })}
            {late === 0 ? null : (
              <span class="beside">
                <ToLedger partnership={partnership} ledger={`${ledger}${LATE_MILESTONES}`}>
                  {filled(texts.lateMilestones, { n: words.number(late) })}
                </ToLedger>
              </span>
            )}
          </>
        ),
    },
  ];
}

/** The records, in the order that the address names. */
export function RecordsTable({
  rows,
  names,
  partnership,
  currency,
}: Around & { rows: readonly OneRecord[] }) {
  const { address, go, words } = useReader();
  const { records: texts } = words.texts.partnership;
  const sort = address.query.get('records') ?? '-promised';
  const [counted, ...others] = useCountColumns(partnership);
  const money = useMoneyColumns({ currency, partnership });
  const who: Head = {
    head: texts.organisation,
    names: true,
    sort: 'organisation',
    cell: (row) => <Who of={row} names={names} />,
  };
  return (
    <Table
      caption={currency === undefined ? texts.captionNone : filled(texts.caption, { currency })}
      stacks
      rows={inOrder(rows, { sort, order: words.order })}
      keyOf={({ organisation }) => organisation}
      columns={[who, ...money, ...(counted ? [counted] : []), ...others]}
      sorted={sort}
      onSort={(records) => go({ path: address.path, query: saying(address.query, { records }) }, 'replace')}
    />
  );
}
