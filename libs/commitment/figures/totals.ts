import { decimal } from '#kernel';
import type { LedgerRow } from '../ledger-row.ts';
import { addUp, amountIn, type Sum } from '../money.ts';
import type { Status } from '../status.ts';

/** What rows of one promise and status add up to, per currency. */
export interface Totals {
  readonly promise: LedgerRow['promise'];
  readonly status: Status;
  readonly voice: LedgerRow['voice'];
  readonly rows: number;
  /** Of these rows, those that somebody corroborates, and those that somebody disputes, as they stand now. */
  readonly corroborated: number;
  readonly disputed: number;
  /** Of these rows, those of which something is recorded about an observer that has not confirmed it: counted in neither. */
  readonly observedAttributed: number;
  readonly promised: readonly Sum[];
  readonly disbursed: readonly Sum[];
  readonly spent: readonly Sum[];
  /** Whether the rows are sourced or illustrative, where their events say so. */
  readonly basis: readonly string[];
  /** Asked for: promised, in one currency, by the sources' own figures; rows that have none are counted, not guessed. */
  readonly promisedIn?: Sum & { readonly rowsWithout: number };
}
export interface LedgerTotals {
  readonly groups: readonly Totals[];
  /** Rows left out because their parent's sum still contains them. */
  readonly contained: number;
  readonly counting: string;
}

const COUNTING =
  'Each currency by itself. Parts that their parent still contains are left out, other parts count beside it. ' +
  'Pledges, commitments and each status stand apart, so what was withdrawn or superseded is not among what is open. ' +
  "Where a currency is asked for (in), each row counts with its own amount or its source's figure in that currency; nothing is converted here.";

interface Group extends Pick<Totals, 'promise' | 'status' | 'voice'> {
  rows: number;
  corroborated: number;
  disputed: number;
  observedAttributed: number;
  promised: Sum[];
  disbursed: Sum[];
  spent: Sum[];
  basis: string[];
  inOne: string;
  rowsWithout: number;
}

const groupOf = ({ promise, status, voice }: LedgerRow): Group => ({
  promise,
  status,
  voice,
  rows: 0,
  corroborated: 0,
  disputed: 0,
  observedAttributed: 0,
  promised: [],
  disbursed: [],
  spent: [],
  basis: [],
  inOne: '0',
  rowsWithout: 0,
});

/** Adds rows up one after another, so that any number of them fits. */
export class LedgerAddition {
  private readonly groups = new Map<string, Group>();
  private contained = 0;

  /** @param currency in which to add up what the sources have a figure for */
  constructor(private readonly currency?: string) {}

  add(row: LedgerRow): void {
    if (row.partOf?.contained) {
      this.contained++;
      return;
    }
    const key = `${row.promise} ${row.status} ${row.voice}`;
    const group = this.groups.get(key) ?? groupOf(row);
    this.groups.set(key, group);
    const { promised, disbursed, spent } = row.money;
    group.rows++;
    if (row.observations.corroborated > 0) group.corroborated++;
    if (row.observations.disputed > 0) group.disputed++;
    if (row.observations.attributed > 0) group.observedAttributed++;
    group.basis = [...new Set([...group.basis, ...row.basis])].sort();
    group.disbursed = addUp([...group.disbursed, ...disbursed]);
    group.spent = addUp([...group.spent, ...spent]);
    if (!promised) return;
    group.promised = addUp([...group.promised, promised]);
    if (this.currency === undefined) return;
    const amount = amountIn(promised, this.currency);
    if (amount === undefined) group.rowsWithout++;
    else group.inOne = decimal.add(group.inOne, amount);
  }

  get totals(): LedgerTotals {
    const groups = [...this.groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { inOne, rowsWithout, ...group }]): Totals => {
        if (this.currency === undefined) return group;
        return { ...group, promisedIn: { currency: this.currency, amount: inOne, rowsWithout } };
      });
    return { groups, contained: this.contained, counting: COUNTING };
  }
}
