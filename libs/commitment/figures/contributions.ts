import type { CommitmentId, Day, Decimal, EntryId, IndicatorPlan, PartnershipId } from '#vocabulary';
import type { IndicatorRow } from '../indicators.ts';
import type { LedgerRow } from '../ledger-row.ts';
import { Figure } from './figure.ts';
import type { Containment } from './walk.ts';

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
  /** Why it is in no sum: what contains it is in the same sum, it is in another unit, or it never adds up. */
  readonly leftOut?: 'contained' | 'other-unit' | 'never-adds-up';
}
/** What contributions of one promise, status and voice add up to. */
export interface ContributionSum extends Pick<Contribution, 'promise' | 'status' | 'voice'> {
  readonly contributions: number;
  readonly reported: Decimal;
  /** Some of what is reported was said while its period was not over. */
  readonly interim: boolean;
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
  readonly aggregation: Definition['aggregation'];
}

function leftOutOf({ unit, aggregation }: Known, collective: Definition): Contribution['leftOut'] {
  if (unit !== collective.unit) return 'other-unit';
  return aggregation === 'never' ? 'never-adds-up' : undefined;
}

/** Only what is told of it: there can be as many as there are commitments. */
function knownOf(row: LedgerRow, indicator: IndicatorRow): Known {
  const { commitment, organisation, promise, status, voice } = row;
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
    aggregation,
  };
}

function contributionOf(known: Known, collective: Definition): Contribution {
  const { aggregation: _, ...told } = known;
  const leftOut = leftOutOf(known, collective);
  return leftOut ? { ...told, leftOut } : told;
}

const groupOf = ({ promise, status, voice }: Contribution): string => `${promise} ${status} ${voice}`;

/** What contributions of one promise, status and voice come to, and which of them are contained in others. */
function summed(ones: readonly Contribution[], { promises }: Containment) {
  const [reported, target] = [new Figure(promises), new Figure(promises)];
  for (const one of ones) {
    const { commitment, unit: currency } = one;
    reported.add(commitment, { currency, amount: one.reported ?? '0' });
    target.add(commitment, { currency, amount: one.target ?? '0' });
  }
  const told = { reported: reported.told, target: target.told };
  // Beside what is reported it is said why that is in no sum; where nothing is reported, it is said of the target.
  const isContained = ({ commitment, ...one }: Contribution): boolean =>
    told.reported.leftOut.has(commitment) ||
    (one.reported === undefined && told.target.leftOut.has(commitment));
  return {
    amounts: { reported: amountOf(told.reported.sums), target: amountOf(told.target.sums) },
    isContained,
  };
}
const amountOf = ([sum]: readonly { readonly amount: Decimal }[]): Decimal => sum?.amount ?? '0';

/** The sums, by group in the order of their names; and the contributions, those marked that are contained in others. */
function addedUp(contributions: readonly Contribution[], containment: Containment) {
  const counted = contributions.filter(({ leftOut }) => leftOut === undefined);
  const groups = [...Map.groupBy(counted, groupOf)].sort(([a], [b]) => (a < b ? -1 : 1));
  const contained = new Set<Contribution>();
  const sums = groups.map(([, ones]): ContributionSum => {
    const { promise, status, voice } = ones[0] as Contribution;
    const { amounts, isContained } = summed(ones, containment);
    for (const one of ones) if (isContained(one)) contained.add(one);
    const adding = ones.filter((one) => !contained.has(one));
    const interim = adding.some((one) => one.interim === true);
    return { promise, status, voice, contributions: adding.length, interim, ...amounts };
  });
  const marked = contributions.map((one): Contribution =>
    contained.has(one) ? { ...one, leftOut: 'contained' } : one,
  );
  return { sums, marked };
}

/** Gathers what rows of ledgers contribute to collective indicators, row after row, of one book or of several. */
export class Contributions {
  private readonly known = new Map<string, Known[]>();

  constructor(private readonly containment: Containment) {}

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
    const { sums, marked } = addedUp(all, this.containment);
    const told = { count: all.length, contributions: marked.slice(0, MOST_LISTED) };
    return collective.aggregation === 'sum' ? { ...told, sums } : told;
  }
}
