import { decimal } from '#kernel';
import type { Currency, Decimal } from '#vocabulary';
import type { LedgerRow } from '../ledger-row.ts';
import { stands } from '../status.ts';
import { addUp, type Sum } from '../money.ts';
import { unansweredOf, type JointRow } from './joint-commitments.ts';

/** What a joint commitment comes to in one currency. */
export interface JointFigure {
  readonly currency: Currency;
  /** By the proposal, all shares of it. */
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
  'the shares (in the ledger by joint=…), promised of those that are open, suspended or fulfilled. A shortfall is what was ' +
  'planned and is neither promised nor waited for. The whole is no row of the ledger, so that every share counts once.';

const amountOf = (sums: readonly Sum[], currency: string): string =>
  sums.find((sum) => sum.currency === currency)?.amount ?? '0';

/** What a joint commitment comes to, by the rows of its shares at the same moment. */
export function figuresOf(joint: JointRow, rows: readonly LedgerRow[]): JointFigure[] {
  const promises = rows.flatMap(({ status, money }) =>
    money.promised && stands(status) ? [money.promised] : [],
  );
  const { planned } = joint;
  const unanswered = unansweredOf(joint);
  const promised = addUp(promises);
  const disbursed = addUp(rows.flatMap(({ money }) => money.disbursed));
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
