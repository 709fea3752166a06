import type { Dossier } from '#commitment';
import { add, subtract } from '../../../../libs/kernel/decimal.ts';
import type { Point } from '../../parts/point.ts';

/** Money of one currency over time: what was promised, and what had been disbursed and spent by each day, less what had come back. */
export interface Flow {
  readonly currency: string;
  readonly promised: readonly Point[];
  readonly disbursed: readonly Point[];
  readonly spent: readonly Point[];
}
type Amounts = readonly { readonly on: string; readonly amount: string }[];
type Kind = Dossier['entries'][number]['kind'];

/** The last value of each day. */
const daily = (points: readonly Point[]): Point[] => [
  ...new Map(points.map((point) => [point.on, point])).values(),
];

const negated = (amount: string): string => subtract('0', amount);

/** Exact sums in between: a chart of cents adds up as the book does. */
function addedUp(amounts: Amounts): Point[] {
  let sum = '0';
  return daily(
    [...amounts]
      .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
      .map(({ on, amount }) => {
        sum = add(sum, amount);
        return { on, value: sum };
      }),
  );
}

/** By currency, as entries stand after their mends. Nothing is converted. */
export function flowsIn({ series, entries }: Pick<Dossier, 'series' | 'entries'>): Flow[] {
  const promises = series.money ?? [];
  const currencies = new Set([
    ...promises.flatMap(({ value }) => value?.currency ?? []),
    ...entries.flatMap(({ kind, values }) =>
      values.money && (kind === 'disbursement' || kind === 'expenditure') ? [values.money.currency] : [],
    ),
  ]);
  const of = (kind: Kind, currency: string): Point[] =>
    addedUp(
      entries.flatMap(({ kind: one, on, values: { money, of: from } }) => {
        if (money?.currency !== currency) return [];
        if (one === 'return' && from === kind) return [{ on, amount: negated(money.amount) }];
        return one === kind ? [{ on, amount: money.amount }] : [];
      }),
    );
  return [...currencies].sort().map((currency) => ({
    currency,
    promised: daily(
      promises.map(({ on, value }) => ({
        on,
        value: value?.currency === currency ? value.amount : '0',
      })),
    ),
    disbursed: of('disbursement', currency),
    spent: of('expenditure', currency),
  }));
}
