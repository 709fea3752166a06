import type { Dossier } from '#commitment';
import { Steps } from '../../parts/chart.tsx';
import { CsvOf, type Cells } from '../../parts/csv.tsx';
import { Digits } from '../../parts/digits.tsx';
import { Part } from '../../parts/part.tsx';
import { Table } from '../../parts/table.tsx';
import { useWords } from '../../reader.tsx';
import { filled } from '../../texts/filled.ts';
import { tellMoney } from '../../said/tell.ts';
import { Written } from '../../parts/written.tsx';
import { useDossier } from './dossier.tsx';
import { FirstHundred } from './first-hundred.tsx';
import { flowsIn, type Flow } from './money.ts';

type Entry = Dossier['entries'][number];
const KINDS: ReadonlySet<string> = new Set(['budget', 'disbursement', 'expenditure', 'return']);

/** What was promised, paid out and spent of one currency, over time. */
function Charts({ of: { currency, promised, disbursed, spent } }: { of: Flow }) {
  const words = useWords();
  const { commitment: texts } = words.texts;
  const label = (text: string) => filled(text, { currency });
  const last = promised.at(-1)?.value ?? '0';
  const say = (amount: string) => words.money({ amount, currency });
  const told = { say, ...(last === '0' ? {} : { target: last }) };
  return (
    <div class="charts">
      {promised.length > 1 ? <Titled label={label(texts.promisedOver)} points={promised} say={say} /> : null}
      {disbursed.length > 0 ? (
        <Titled label={label(texts.disbursedOver)} points={disbursed} {...told} />
      ) : null}
      {spent.length > 0 ? <Titled label={label(texts.spentOver)} points={spent} {...told} /> : null}
    </div>
  );
}

function Titled(props: Parameters<typeof Steps>[0]) {
  return (
    <div>
      <p class="hint" aria-hidden="true">
        {props.label}
      </p>
      <Steps {...props} />
    </div>
  );
}

/** Each sum by itself, a row a currency. */
function Sums() {
  const words = useWords();
  const { commitment: texts } = words.texts;
  const { money } = useDossier().dossier;
  const { promised, budget, disbursed, spent, returned } = money;
  const all = [...(promised ? [promised] : []), ...budget, ...disbursed, ...spent];
  const rows = [...new Set(all.map(({ currency }) => currency))].sort();
  const of = (sums: typeof budget, wanted: string) => {
    const sum = sums.find(({ currency }) => currency === wanted);
    return sum ? <Digits of={words.money(sum)} /> : '–';
  };
  const net = (sums: typeof budget, back: typeof budget = [], wanted: string) => {
    const sum = back.find(({ currency }) => currency === wanted);
    return (
      <>
        {of(sums, wanted)}
        {sum ? <p class="hint">{filled(texts.returned, { money: words.money(sum) })}</p> : null}
      </>
    );
  };
  return (
    <>
      <Table
        caption={texts.moneyTable}
        rows={rows}
        keyOf={(currency) => currency}
        columns={[
          { head: texts.currency, names: true, cell: (currency) => currency },
          { head: texts.promisedSum, align: 'end', cell: (one) => of(promised ? [promised] : [], one) },
          { head: texts.budget, align: 'end', cell: (one) => of(budget, one) },
          { head: texts.disbursed, align: 'end', cell: (one) => net(disbursed, returned?.disbursed, one) },
          { head: texts.spent, align: 'end', cell: (one) => net(spent, returned?.spent, one) },
        ]}
      />
      {promised?.equivalent ? <p class="hint">{tellMoney(promised, words)}</p> : null}
      {money.overDisbursed ? (
        <p>
          <span class="mark late">
            <span aria-hidden="true">▲ </span>
            {texts.over}
          </span>
        </p>
      ) : null}
    </>
  );
}

/** Every payment as it stands, with what it was first said to be. */
function Payments({ of }: { of: readonly Entry[] }) {
  const words = useWords();
  const { commitment: texts, said } = words.texts;
  const money = (values: Entry['values'] | undefined) =>
    values?.money ? tellMoney(values.money, words) : null;
  return (
    <FirstHundred of={of}>
      {(rows) => (
        <Table
          caption={texts.payments}
          stacks
          rows={rows}
          keyOf={({ entry }) => entry}
          columns={[
            { head: texts.day, names: true, cell: ({ on }) => words.day(on) },
            { head: texts.kind, cell: ({ kind }) => said.codes[kind] },
            { head: texts.amount, align: 'end', cell: ({ values }) => money(values) },
            {
              head: texts.firstAmount,
              align: 'end',
              cell: ({ values, first }) => (money(first) === money(values) ? null : money(first)),
            },
            { head: texts.note, cell: ({ values }) => <Written of={values.note} /> },
          ]}
        />
      )}
    </FirstHundred>
  );
}

/** In the words of the API. */
const COLUMNS = [
  'entry',
  'kind',
  'effectiveOn',
  'amount',
  'currency',
  'firstAmount',
  'firstCurrency',
  'note',
] as const;
const cellsOf = ({ entry, kind, on, values, first }: Entry): Cells<typeof COLUMNS> => ({
  entry,
  kind,
  effectiveOn: on,
  amount: values.money?.amount,
  currency: values.money?.currency,
  firstAmount: first?.money?.amount,
  firstCurrency: first?.money?.currency,
  note: values.note,
});

/** Money promised, paid out and spent: sums, over time, and one by one. */
export function PaidAndSpent() {
  const { commitment: texts } = useWords().texts;
  const { dossier } = useDossier();
  const payments = dossier.entries.filter(({ kind }) => KINDS.has(kind));
  const none = dossier.money.promised === undefined && payments.length === 0;
  return (
    <Part id="money" title={texts.moneyTitle}>
      {none ? (
        <p>{texts.noMoney}</p>
      ) : (
        <>
          <Sums />
          {flowsIn(dossier).map((flow) => (
            <Charts key={flow.currency} of={flow} />
          ))}
          {payments.length > 0 ? <Payments of={payments} /> : null}
          {payments.length > 0 ? (
            <CsvOf columns={COLUMNS} rows={payments.map(cellsOf)} name={texts.payments} />
          ) : null}
        </>
      )}
    </Part>
  );
}
