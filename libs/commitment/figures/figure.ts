import { decimal } from '#kernel';
import { Sums, type Sum } from '../money.ts';
import type { Walk } from './walk.ts';

/** What a figure comes to. */
export interface Told {
  /** One sum per currency, in the order of their codes. */
  readonly sums: readonly Sum[];
  /** Rows that add nothing to the sum of a currency, since another row that adds to it contains them. */
  readonly leftOut: ReadonlySet<string>;
}

/**
 * One measure of some rows, each currency by itself. A row adds nothing where the walk up from it meets another of these
 * rows that adds a non-zero amount to the same sum: so a part counts where what contains it is not among the rows, says
 * no money, or says it in another currency.
 */
export class Figure {
  private readonly settled = new Sums();
  /** By currency and commitment, the amounts of rows that contain others or are contained. */
  private readonly linked = new Map<string, Map<string, string>>();

  constructor(private readonly walk: Walk) {}

  /** What one row adds, unless it is contained; of several amounts of one row, all together. */
  add(commitment: string, money: Sum): void {
    if (!this.walk.concerns(commitment)) return this.settled.add(money);
    const amounts = this.linked.get(money.currency) ?? new Map<string, string>();
    this.linked.set(money.currency, amounts);
    amounts.set(commitment, decimal.add(amounts.get(commitment) ?? '0', money.amount));
  }

  get told(): Told {
    const sums = new Sums();
    const leftOut = new Set<string>();
    for (const sum of this.settled.list) sums.add(sum);
    for (const [currency, amounts] of this.linked) {
      const contained = this.containedIn(currency, amounts.keys());
      for (const [commitment, amount] of amounts)
        if (contained.has(commitment)) {
          sums.add({ currency, amount: '0' });
          if (decimal.compare(amount, '0') !== 0) leftOut.add(commitment);
        } else sums.add({ currency, amount });
    }
    return { sums: sums.list, leftOut };
  }

  /** Which of these rows are contained by one that adds to the sum of a currency, whether they say an amount or not. */
  containedIn(currency: string, rows: Iterable<string>): ReadonlySet<string> {
    const adding = [...(this.linked.get(currency) ?? [])].flatMap(([commitment, amount]) =>
      decimal.compare(amount, '0') === 0 ? [] : [commitment],
    );
    return this.walk.containedAmong(rows, new Set(adding));
  }
}
