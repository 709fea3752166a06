import type { Count } from '#vocabulary';
import type { LedgerRow } from '../ledger-row.ts';
import { RECORD_STATUSES } from '../record-ending.ts';
import type { Staleness } from '../staleness.ts';
import { LedgerAddition, SUMS_COUNTING, type LedgerTotals } from './totals.ts';
import type { Containment } from './walk.ts';

type CountedBy = 'status' | 'promise' | 'voice' | 'delivery' | 'staleness' | 'observed';
type Filter = { readonly [by in CountedBy]?: readonly string[] };
/** What the rows of a record are counted by, in the words of the ledger's filters. */
export const COUNTS = {
  open: { status: ['open', 'suspended'] },
  fulfilled: { status: ['fulfilled'] },
  endedOtherwise: { status: ['withdrawn', 'superseded', 'rejected'] },
  /** As their source says, and no owner: by which word, the groups tell. */
  endedInSource: { status: RECORD_STATUSES },
  pledges: { promise: ['pledge'] },
  commitments: { promise: ['commitment'] },
  selfReported: { voice: ['self-reported'] },
  attributed: { voice: ['attributed'] },
  ahead: { delivery: ['ahead'] },
  running: { delivery: ['running'] },
  over: { delivery: ['over'], voice: ['self-reported'] },
  undated: { delivery: ['undated'] },
  notDue: { staleness: ['not-due'] },
  current: { staleness: ['current'] },
  late: { staleness: ['late'] },
  silent: { staleness: ['silent'] },
  corroborated: { observed: ['corroborated'] },
  disputed: { observed: ['disputed'] },
  observedAttributed: { observed: ['attributed'] },
  voidedAfterDispute: { observed: ['voided'] },
} as const satisfies Readonly<Record<string, Filter>>;
export type Counted = keyof typeof COUNTS;
const COUNTED = Object.entries(COUNTS) as [Counted, Filter][];

/** What was promised, and what became of it. */
export interface RecordFigures extends Pick<LedgerTotals, 'groups' | 'across'> {
  readonly rows: Count;
  readonly counts: Readonly<Record<Counted, Count>>;
  /** Late: only of what it owns up to. */
  readonly milestones: { readonly planned: Count; readonly reached: Count; readonly late: Count };
  readonly basis: readonly string[];
}

export const RECORD_COUNTING =
  `Every row is counted, a part, too. ${SUMS_COUNTING} ` +
  'What is over, and which milestones are late, is counted of what the organisation owns up to, never of what others ' +
  'recorded about it. Not due, current, late and silent are told of rows whose report is awaited, by the rhythm stated or ' +
  'agreed in their own partnership; corroborated and disputed, of rows on which somebody says so itself of what they say ' +
  'now, and apart from them, rows of which that is recorded about an observer that has not confirmed it, and rows of ' +
  'which an entry was struck through after a dispute (voided). What stands under a ' +
  'predecessor is counted from the day on which it ended. Asked with the position of this answer, each ledger lists ' +
  'exactly the rows of its figure.';

/** Adds a record up, row by row: it does not grow with them. */
export class RecordAddition {
  private rows = 0;
  private readonly counts = new Map<Counted, number>();
  private readonly addition: LedgerAddition;
  private readonly milestones = { planned: 0, reached: 0, late: 0 };
  private readonly basis = new Set<string>();

  constructor(containment: Containment) {
    this.addition = new LedgerAddition(containment);
  }

  /** @param state how it stands to its reporting rhythm; undefined where no report is awaited */
  add(row: LedgerRow, state: Staleness | undefined): void {
    const { status, promise, voice, delivery, observations, milestones, basis, voided } = row;
    const observed = [
      ...(['corroborated', 'disputed', 'attributed'] as const).filter((one) => observations[one] > 0),
      ...(voided && voided.afterDispute > 0 ? ['voided'] : []),
    ];
    const own: Readonly<Record<CountedBy, readonly unknown[]>> = {
      status: [status],
      promise: [promise],
      voice: [voice],
      delivery: [delivery],
      staleness: [state],
      observed,
    };
    const isCounted = (by: Filter): boolean =>
      Object.entries(by).every(([field, values]) =>
        values.some((one) => own[field as CountedBy].includes(one)),
      );
    this.rows++;
    for (const [name, by] of COUNTED)
      if (isCounted(by)) this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    this.milestones.planned += milestones.planned;
    this.milestones.reached += milestones.reached;
    if (voice === 'self-reported') this.milestones.late += milestones.late;
    for (const one of basis) this.basis.add(one);
    this.addition.add(row);
  }

  get figures(): RecordFigures {
    const { groups, across } = this.addition.totals;
    const counts = Object.fromEntries(COUNTED.map(([name]) => [name, this.counts.get(name) ?? 0]));
    return {
      rows: this.rows,
      counts: counts as Record<Counted, number>,
      groups,
      across,
      milestones: { ...this.milestones },
      basis: [...this.basis].sort(),
    };
  }
}
