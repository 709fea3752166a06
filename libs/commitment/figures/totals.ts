import type { Count } from '#vocabulary';
import type { LedgerRow, Returned } from '../ledger-row.ts';
import { amountIn, type Sum } from '../money.ts';
import { ENDED, STANDS, type Status } from '../status.ts';
import { Figure } from './figure.ts';
import { PaidFigure, someReturned } from './paid-figure.ts';
import type { Containment } from './walk.ts';

/** What some rows add up to, per currency. */
export interface RowSums {
  readonly rows: Count;
  /** Of these, parts that a sum here leaves out, since what contains them is in the same sum. */
  readonly contained: Count;
  /** Of these rows, those that somebody corroborates, and those that somebody disputes, as they stand now. */
  readonly corroborated: Count;
  readonly disputed: Count;
  /** Of these rows, those of which something is recorded about an observer that has not confirmed it: counted in neither. */
  readonly observedAttributed: Count;
  readonly promised: readonly Sum[];
  readonly disbursed: readonly Sum[];
  readonly spent: readonly Sum[];
  /** What came back of each, where anything did: they are net of it. */
  readonly returned?: Returned;
  /** Whether the rows are sourced or illustrative, where their events say so. */
  readonly basis: readonly string[];
  /** Asked for: promised, in one currency, by the sources' own figures; rows that have none are counted, not guessed. */
  readonly promisedIn?: Sum & { readonly rowsWithout: Count };
}
/** What rows of one promise, status and voice add up to. */
export interface Totals extends RowSums {
  readonly promise: LedgerRow['promise'];
  readonly status: Status;
  readonly voice: LedgerRow['voice'];
}

type Filter = {
  readonly [by in 'status' | 'promise' | 'voice']?: readonly string[];
};
/**
 * Sets of rows that are told across groups, in the words of the ledger's filters. Each is added up anew over all its
 * rows: a part and what contains it may stand in two groups, whose sums are therefore never added.
 */
export const ACROSS = {
  standing: { status: STANDS },
  own: { status: STANDS, voice: ['self-reported'] },
  commitments: { status: STANDS, promise: ['commitment'], voice: ['self-reported'] },
  pledges: { status: STANDS, promise: ['pledge'], voice: ['self-reported'] },
  attributed: { status: STANDS, voice: ['attributed'] },
  intentions: { status: STANDS, promise: ['pledge'] },
  ended: { status: ENDED },
} as const satisfies Readonly<Record<string, Filter>>;
export type Across = keyof typeof ACROSS;
const SETS = Object.entries(ACROSS) as [Across, Filter][];

export interface LedgerTotals {
  readonly groups: readonly Totals[];
  /** What stands, of that what is own word, its commitments and its pledges, what others said, all pledges; and what stands no more. */
  readonly across: Readonly<Record<Across, RowSums>>;
  /**
   * Asked for: what all these rows were recorded with, whatever has become of them here, in one currency. It is what a
   * source that keeps no statuses adds up to, and no figure of what is promised; what the source has no more is not in it.
   */
  readonly recordedIn?: RowSums['promisedIn'];
  readonly counting: string;
}

export const SUMS_COUNTING =
  'Each currency by itself. A part is left out of a sum only where what contains it is in the same sum; it counts where ' +
  'that is not among the rows, stands no more, or is in another currency. Payments count where they were recorded, unless ' +
  'those of the whole are said to contain them, net of what came back (returned), which is told beside them. ' +
  "A part's group and that of its whole may be two: groups are not added, " +
  'and what is told across them is added up anew. ' +
  'Pledges, commitments and each status stand apart, so what was withdrawn or superseded is not among what is open.';
const COUNTING =
  `${SUMS_COUNTING} ` +
  "Where a currency is asked for (in), each row counts with its own amount or its source's figure in that currency; nothing is converted here. " +
  'What was recorded (recordedIn) is of all rows, of whatever status, but those that their source has no more: it holds against the totals of a source, and is not promised.';

/** Adds some rows up, one after another: what is kept grows with the parts among them and their wholes alone. */
export class RowsAddition {
  private rows = 0;
  private corroborated = 0;
  private disputed = 0;
  private observedAttributed = 0;
  private readonly basis = new Set<string>();
  private readonly promised: Figure;
  private readonly disbursed: PaidFigure;
  private readonly spent: PaidFigure;
  private readonly inOne: Figure;
  /** Rows with money, and no figure in the currency asked for. */
  private without = 0;
  private readonly linkedWithout: string[] = [];

  /** @param currency in which to add up what the sources have a figure for */
  constructor(
    private readonly containment: Containment,
    private readonly currency?: string,
  ) {
    const { promises, payments } = containment;
    [this.promised, this.inOne] = [new Figure(promises), new Figure(promises)];
    [this.disbursed, this.spent] = [new PaidFigure(payments), new PaidFigure(payments)];
  }

  add({ commitment, money, observations, basis }: LedgerRow): void {
    this.rows++;
    if (observations.corroborated > 0) this.corroborated++;
    if (observations.disputed > 0) this.disputed++;
    if (observations.attributed > 0) this.observedAttributed++;
    for (const one of basis) this.basis.add(one);
    this.disbursed.add(commitment, money.disbursed, money.returned?.disbursed);
    this.spent.add(commitment, money.spent, money.returned?.spent);
    if (!money.promised) return;
    this.promised.add(commitment, money.promised);
    if (this.currency === undefined) return;
    const amount = amountIn(money.promised, this.currency);
    if (amount !== undefined) this.inOne.add(commitment, { currency: this.currency, amount });
    else if (this.containment.promises.concerns(commitment)) this.linkedWithout.push(commitment);
    else this.without++;
  }

  get sums(): RowSums {
    const told = { promised: this.promised.told, disbursed: this.disbursed.told, spent: this.spent.told };
    const { promised, disbursed, spent } = told;
    return {
      rows: this.rows,
      contained: new Set(Object.values(told).flatMap(({ leftOut }) => [...leftOut])).size,
      corroborated: this.corroborated,
      disputed: this.disputed,
      observedAttributed: this.observedAttributed,
      promised: promised.sums,
      disbursed: disbursed.sums,
      spent: spent.sums,
      ...someReturned({ disbursed: disbursed.returned, spent: spent.returned }),
      basis: [...this.basis].sort(),
      ...(this.currency === undefined ? {} : { promisedIn: this.sumIn(this.currency) }),
    };
  }

  private sumIn(currency: string): RowSums['promisedIn'] {
    const amount = this.inOne.told.sums[0]?.amount ?? '0';
    const contained = this.inOne.containedIn(currency, this.linkedWithout);
    return { currency, amount, rowsWithout: this.without + this.linkedWithout.length - contained.size };
  }
}

/** Adds rows up one after another, by group and across groups, so that any number of them fits. */
export class LedgerAddition {
  private readonly groups = new Map<string, Pick<Totals, 'promise' | 'status' | 'voice'>>();
  private readonly additions = new Map<string, RowsAddition>();
  private readonly all: RowsAddition;

  /** @param currency in which to add up what the sources have a figure for */
  constructor(
    private readonly containment: Containment,
    private readonly currency?: string,
  ) {
    this.all = new RowsAddition(containment, currency);
  }

  add(row: LedgerRow): void {
    const { promise, status, voice } = row;
    if (this.currency !== undefined && isInSource(row)) this.all.add(row);
    const group = `${promise} ${status} ${voice}`;
    this.groups.set(group, { promise, status, voice });
    this.of(group).add(row);
    for (const [name, filter] of SETS) if (isOf(row, filter)) this.of(name).add(row);
  }

  get totals(): LedgerTotals {
    const groups = [...this.groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, group]): Totals => ({ ...group, ...this.of(name).sums }));
    const across = Object.fromEntries(SETS.map(([name]) => [name, this.of(name).sums]));
    const { promisedIn: recordedIn } = this.all.sums;
    return {
      groups,
      across: across as LedgerTotals['across'],
      ...(recordedIn ? { recordedIn } : {}),
      counting: COUNTING,
    };
  }

  private of(name: string): RowsAddition {
    const addition = this.additions.get(name) ?? new RowsAddition(this.containment, this.currency);
    this.additions.set(name, addition);
    return addition;
  }
}

/** What was removed from its source, or is another commitment since it came back, is not among what the source has. */
const isInSource = ({ status, resumedBy }: LedgerRow): boolean =>
  status !== 'removed' && resumedBy === undefined;

const isOf = (row: LedgerRow, filter: Filter): boolean =>
  (Object.entries(filter) as [keyof Filter, readonly string[]][]).every(([by, values]) =>
    values.includes(row[by]),
  );
