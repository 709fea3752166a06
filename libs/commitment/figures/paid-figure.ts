import type { Returned } from '../ledger-row.ts';
import { addUp, type Sum } from '../money.ts';
import { less } from '../returns.ts';
import { Figure, type Told } from './figure.ts';
import type { Walk } from './walk.ts';

/** What was paid, less what came back of it: two figures by the same walk, told as one and the second by itself. */
export class PaidFigure {
  private readonly paid: Figure;
  private readonly returned: Figure;

  constructor(walk: Walk) {
    [this.paid, this.returned] = [new Figure(walk), new Figure(walk)];
  }

  /** @param net what a row shows, from which what came back is taken already */
  add(commitment: string, net: readonly Sum[], returned: readonly Sum[] = []): void {
    for (const sum of returned.length === 0 ? net : addUp([...net, ...returned]))
      this.paid.add(commitment, sum);
    for (const sum of returned) this.returned.add(commitment, sum);
  }

  get told(): Told & { readonly returned: readonly Sum[] } {
    const { paid, returned } = { paid: this.paid.told, returned: this.returned.told };
    return {
      sums: less(paid.sums, returned.sums),
      returned: returned.sums,
      leftOut: new Set([...paid.leftOut, ...returned.leftOut]),
    };
  }
}

/** As rows and sums say it: nothing, where nothing came back. */
export const someReturned = ({ disbursed, spent }: Returned): { readonly returned?: Returned } =>
  disbursed.length + spent.length > 0 ? { returned: { disbursed, spent } } : {};
