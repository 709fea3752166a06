import { decimal } from '#kernel';
import type { CommitmentId, Day, Decimal, EntryId, IndicatorPlan, PartnershipId } from '#vocabulary';
import type { IndicatorRow } from '../indicators.ts';
import type { LedgerRow } from '../ledger-row.ts';

/** What one indicator of one commitment contributes to a collective one, by its owner's or its recorder's word. */
export interface Contribution extends Pick<LedgerRow, 'organisation' | 'promise' | 'status' | 'voice'> {
  readonly commitment: CommitmentId;
  readonly indicator: EntryId;
  readonly unit: string;
  readonly target?: Decimal;
  /** Reported so far. */
  readonly reported?: Decimal;
  readonly reportedOn?: Day;
  /** The last of it was said while its period was not over. */
  readonly interim?: boolean;
  /** Why it is in no sum: its parent's sum still contains it, it is in another unit, or it never adds up. */
  readonly leftOut?: 'contained' | 'other-unit' | 'never-adds-up';
}
/** What contributions of one promise, status and voice add up to. */
export interface ContributionSum extends Pick<Contribution, 'promise' | 'status' | 'voice'> {
  readonly contributions: number;
  readonly reported: Decimal;
  readonly target: Decimal;
}
export interface Contributed {
  /** How many indicators of commitments name it. */
  readonly count: number;
  /** The first of them, by the ids of their commitments. */
  readonly contributions: readonly Contribution[];
  /** Only where the collective indicator adds up. */
  readonly sums?: readonly ContributionSum[];
}
/** So many are listed in an answer, however many there are. */
const MOST_LISTED = 100;
type Definition = Pick<IndicatorPlan, 'id' | 'unit' | 'aggregation'>;

/** A contribution before it is known what the collective indicator is measured in. */
interface Known extends Omit<Contribution, 'leftOut'> {
  readonly contained: boolean;
  readonly aggregation: Definition['aggregation'];
}

function leftOutOf({ contained, unit, aggregation }: Known, collective: Definition): Contribution['leftOut'] {
  if (contained) return 'contained';
  if (unit !== collective.unit) return 'other-unit';
  return aggregation === 'never' ? 'never-adds-up' : undefined;
}

/** Only what is told of it: there can be as many as there are commitments. */
function knownOf(row: LedgerRow, indicator: IndicatorRow): Known {
  const { commitment, organisation, promise, status, voice, partOf } = row;
  const { id, unit, aggregation, target, latest } = indicator;
  return {
    commitment,
    organisation,
    promise,
    status,
    voice,
    indicator: id,
    unit,
    ...(target ? { target: target.value } : {}),
    ...(latest ? { reported: latest.value, reportedOn: latest.on, interim: latest.interim } : {}),
    contained: partOf?.contained ?? false,
    aggregation,
  };
}

function contributionOf(known: Known, collective: Definition): Contribution {
  const { contained: _c, aggregation: _a, ...told } = known;
  const leftOut = leftOutOf(known, collective);
  return leftOut ? { ...told, leftOut } : told;
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
  private readonly known = new Map<string, Known[]>();

  add(row: LedgerRow): void {
    for (const indicator of row.indicators) {
      if (indicator.collective === undefined) continue;
      const key = `${row.partnership} ${indicator.collective}`;
      const known = this.known.get(key);
      if (known) known.push(knownOf(row, indicator));
      else this.known.set(key, [knownOf(row, indicator)]);
    }
  }

  /** What is contributed to a collective indicator of that book. */
  to(partnership: PartnershipId, collective: Definition): Contributed {
    const all = (this.known.get(`${partnership} ${collective.id}`) ?? [])
      .map((known) => contributionOf(known, collective))
      .sort((a, b) => (`${a.commitment} ${a.indicator}` < `${b.commitment} ${b.indicator}` ? -1 : 1));
    const told = { count: all.length, contributions: all.slice(0, MOST_LISTED) };
    return collective.aggregation === 'sum' ? { ...told, sums: sumsOf(all) } : told;
  }
}
