import type { Row, World } from './recount.ts';
import { sumsOf, type Money } from './sums.ts';

/** What a figure is of, and so along which links its walk goes up. */
export type Measure = 'promise' | 'payments';

/** Every row that the walk up from one meets, by what stands in the whole store. */
function met(from: Row, measure: Measure, { rows }: World): Row[] {
  const found: Row[] = [];
  const visit = (id: string | undefined): void => {
    const row = rows.find(({ commitment }) => commitment === id);
    if (!row || found.includes(row)) return;
    found.push(row);
    visit(row.links[measure]);
    visit(row.links.successor);
  };
  visit(from.links[measure]);
  // A payment stays where it was recorded, whatever took the place of the promise.
  if (measure === 'promise') visit(from.links.successor);
  return found;
}

/** Amounts of some rows in each currency, and the sum: a row adds nothing where one that adds contains it. */
export function figureOf(
  all: readonly Row[],
  moneyOf: (row: Row) => readonly (Money | undefined)[],
  { measure, world }: { readonly measure: Measure; readonly world: World },
): { sums: Money[]; leftOut: Row[] } {
  const own = all.map((row) => ({ row, sums: sumsOf(moneyOf(row)) }));
  const amountIn = (row: Row, currency: string) =>
    own.find((one) => one.row === row)?.sums.find((sum) => sum.currency === currency)?.amount ?? '0';
  const adds = (row: Row, currency: string): boolean =>
    amountIn(row, currency) !== '0' && !met(row, measure, world).some((other) => adds(other, currency));
  const left = new Set<Row>();
  const counted = own.flatMap(({ row, sums }) =>
    sums.map(({ currency, amount }): Money => {
      const isLinked = row.links[measure] !== undefined || row.links.successor !== undefined;
      if (!isLinked || amount === '0' || adds(row, currency)) return { currency, amount };
      left.add(row);
      return { currency, amount: '0' };
    }),
  );
  return { sums: sumsOf(counted), leftOut: [...left] };
}
