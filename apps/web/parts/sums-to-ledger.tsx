import { useWords } from '../reader.tsx';
import type { Amount } from '../words.ts';
import { Digits } from './digits.tsx';
import { ToLedger, type ToPage } from './to-ledger.tsx';

/** The filter of the ledger that lists what a sum is told from: what is promised, paid out or spent in its currency. */
export type ListedBy = 'currency' | 'disbursed' | 'spent';

/** A sum that leads to the promises that it is told from; nothing leads nowhere. */
export function SumToLedger({
  sum,
  ledger,
  by,
  ...of
}: ToPage & { sum: Amount; ledger: string; by: ListedBy }) {
  const money = <Digits of={useWords().money(sum)} />;
  if (sum.amount === '0') return <>{money}</>;
  return (
    <ToLedger {...of} ledger={`${ledger}&${by}=${sum.currency}`}>
      {money}
    </ToLedger>
  );
}

/** Sums of several currencies, one below the other. */
export function SumsToLedger({
  sums,
  ...to
}: ToPage & { sums: readonly Amount[]; ledger: string; by: ListedBy }) {
  return (
    <>
      {sums.map((sum) => (
        <div key={sum.currency} class="amount">
          <SumToLedger sum={sum} {...to} />
        </div>
      ))}
    </>
  );
}
