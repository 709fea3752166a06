import { decimal } from '#kernel';
import type { CommitmentId, Day, Decimal, EntryId, IndicatorPlan, PartnershipId } from '#vocabulary';
import type { IndicatorRow } from './indicators.ts';
import type { LedgerRow } from './ledger-row.ts';

/** What one indicator of one commitment contributes to a collective one, by its owner's or its recorder's word. */
export interface Contribution extends Pick<LedgerRow, 'organisation' | 'promise' | 'status' | 'voice'> {
  readonly commitment: CommitmentId;
  readonly indicator: EntryId;
  readonly unit: string;
  readonly target?: Decimal;
  /** Reported so far. */
  readonly reported?: Decimal;
  readonly reportedOn?: Day;
  /** Why it is in no sum: its parent's sum still contains it, it is in another unit, or it never adds up. */
  readonly leftOut?: 'contained' | 'other-unit' | 'never-adds-up';
  /** Its dossier. */
  readonly link: string;
}
/** What contributions of one promise, status and voice add up to. */
export interface ContributionSum extends Pick<Contribution, 'promise' | 'status' | 'voice'> {
  readonly contributions: number;
  readonly reported: Decimal;
  readonly target: Decimal;
}
export interface Contributed {
  readonly contributions: readonly Contribution[];
  /** Only where the collective indicator adds up. */
  readonly sums?: readonly ContributionSum[];
}
type Definition = Pick<IndicatorPlan, 'id' | 'unit' | 'aggregation'>;

function leftOutOf(
  { partOf }: LedgerRow,
  { unit, aggregation }: IndicatorRow,
  collective: Definition,
): Contribution['leftOut'] {
  if (partOf?.contained) return 'contained';
  if (unit !== collective.unit) return 'other-unit';
  return aggregation === 'never' ? 'never-adds-up' : undefined;
}

function contributionOf(row: LedgerRow, indicator: IndicatorRow, collective: Definition): Contribution {
  const { partnership, commitment, organisation, promise, status, voice } = row;
  const { id, unit, target, latest } = indicator;
  const leftOut = leftOutOf(row, indicator, collective);
  return {
    commitment,
    organisation,
    promise,
    status,
    voice,
    indicator: id,
    unit,
    ...(target ? { target: target.value } : {}),
    ...(latest ? { reported: latest.value, reportedOn: latest.on } : {}),
    ...(leftOut ? { leftOut } : {}),
    link: `/v1/partnerships/${partnership}/commitments/${commitment}`,
  };
}

function sumsOf(contributions: readonly Contribution[]): ContributionSum[] {
  const counted = contributions.filter(({ leftOut }) => leftOut === undefined);
  const grouped = Map.groupBy(counted, ({ promise, status, voice }) => `${promise} ${status} ${voice}`);
  return [...grouped]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, ones]): ContributionSum[] => {
      const [first] = ones;
      if (!first) return [];
      const { promise, status, voice } = first;
      const reported = decimal.sum(ones.map((one) => one.reported ?? '0'));
      const target = decimal.sum(ones.map((one) => one.target ?? '0'));
      return [{ promise, status, voice, contributions: ones.length, reported, target }];
    });
}

/** Gathers what rows of ledgers contribute to collective indicators, row after row, of one book or of several. */
export class Contributions {
  private readonly rows = new Map<string, [LedgerRow, IndicatorRow][]>();

  add(row: LedgerRow): void {
    for (const indicator of row.indicators) {
      if (indicator.collective === undefined) continue;
      const key = `${row.partnership} ${indicator.collective}`;
      const known = this.rows.get(key);
      if (known) known.push([row, indicator]);
      else this.rows.set(key, [[row, indicator]]);
    }
  }

  /** What is contributed to a collective indicator of that book. */
  to(partnership: PartnershipId, collective: Definition): Contributed {
    const contributions = (this.rows.get(`${partnership} ${collective.id}`) ?? [])
      .map(([row, indicator]) => contributionOf(row, indicator, collective))
      .sort((a, b) => (`${a.commitment} ${a.indicator}` < `${b.commitment} ${b.indicator}` ? -1 : 1));
    return collective.aggregation === 'sum'
      ? { contributions, sums: sumsOf(contributions) }
      : { contributions };
  }
}
