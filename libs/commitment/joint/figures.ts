import { decimal } from '#kernel';
import type { Currency, Decimal } from '#vocabulary';
import type { LedgerRow } from '../ledger-row.ts';
import { stands } from '../status.ts';
import { Figure } from '../figures/figure.ts';
import { PaidFigure } from '../figures/paid-figure.ts';
import type { Containment } from '../figures/walk.ts';
import { addUp, type Sum } from '../money.ts';
import { unansweredOf, type JointRow } from './joint-commitments.ts';

/** What a joint commitment comes to in one currency. */
export interface JointFigure {
  readonly currency: Currency;
  /** By the proposal, all shares of it; one that says it is part of another of them is in it once, as in `promised`. */
  readonly planned: Decimal;
  /** Of that, by organisations that have not answered yet. */
  readonly unanswered: Decimal;
  /** By the shares that stand: open, suspended or fulfilled. */
  readonly promised: Decimal;
  /**
   * Planned, and neither promised nor waited for: declined, left or withdrawn. Below zero, more is promised than
   * planned.
   */
  readonly shortfall: Decimal;
  /** By all shares, those that ended too. */
  readonly disbursed: Decimal;
}

export const JOINT_COUNTING =
  'Each currency by itself. Planned and unanswered are of the proposal; promised and disbursed are the sums of the rows of ' +
  'the shares (in the ledger by joint=…), promised of those that are open, suspended or fulfilled; a share that is part of ' +
  'another is in each of them once. A shortfall is what was ' +
  'planned and is neither promised nor waited for. The whole is no row of the ledger, so that every share counts once.';

const amountOf = (sums: readonly Sum[], currency: string): string =>
  sums.find((sum) => sum.currency === currency)?.amount ?? '0';

/** What was planned: an accepted share by the amount of the proposal, and contained in whatever its row is contained in. */
function plannedOf({ parties }: JointRow, { promises }: Containment): readonly Sum[] {
  const planned = new Figure(promises);
  for (const { organisation, share = organisation, money } of parties) if (money) planned.add(share, money);
  return planned.told.sums;
}

/** What shares promise, of those that stand, and what was disbursed under all. */
function sharesOf(rows: readonly LedgerRow[], { promises, payments }: Containment) {
  const [promised, disbursed] = [new Figure(promises), new PaidFigure(payments)];
  for (const { commitment, status, money } of rows) {
    if (money.promised && stands(status)) promised.add(commitment, money.promised);
    disbursed.add(commitment, money.disbursed, money.returned?.disbursed);
  }
  return { promised: promised.told.sums, disbursed: disbursed.told.sums };
}

/** What a joint commitment comes to, by the rows of its shares at the same moment. */
export function figuresOf(
  joint: JointRow,
  rows: readonly LedgerRow[],
  containment: Containment,
): JointFigure[] {
  const planned = plannedOf(joint, containment);
  const unanswered = unansweredOf(joint);
  const { promised, disbursed } = sharesOf(rows, containment);
  return addUp([...planned, ...promised, ...disbursed]).map(({ currency }) => {
    const of = (sums: readonly Sum[]) => amountOf(sums, currency);
    const waitedFor = decimal.add(of(unanswered), of(promised));
    return {
      currency,
      planned: of(planned),
      unanswered: of(unanswered),
      promised: of(promised),
      shortfall: decimal.subtract(of(planned), waitedFor),
      disbursed: of(disbursed),
    };
  });
}
