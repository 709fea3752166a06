import { decimal, pick, same } from '#kernel';
import type {
  CommitmentId,
  Count,
  Day,
  Instant,
  JointCommitmentId,
  OrganisationId,
  OwnerId,
  PartnershipId,
} from '#vocabulary';
import { detailsOn, type CommitmentState, type Entry } from './commitment.ts';
import { deliveryOn, endsOn, type Delivery, type Ends } from './delivery.ts';
import type { Offered } from './events.ts';
import type { Details, Field, SomeDetails, SourceOfRecord } from './input.ts';
import { indicatorsOn, type IndicatorRow } from './indicators.ts';
import { addUp, type Sum } from './money.ts';
import {
  countsOn,
  standingOf,
  voidedOn,
  type Observable,
  type ObservationCounts,
  type Standing,
} from './observation/observed.ts';
import { milestonesOn, type Milestones } from './milestones.ts';
import { namingRows, type NamingDoc, type NamingRow } from './naming/namings.ts';
import { reportingOn, reportsOn, type Reporting } from './reporting.ts';
import { less, paidIn, returnedIn } from './returns.ts';
import { standing, type DatedValue } from './series.ts';
import { isOwnOn, promiseOn, statusOn, voiceOn, type Status } from './status.ts';
import { offerOn } from './transfer.ts';

/** One commitment, without the words that only its dossier has room for. */
export interface LedgerDoc extends Observable {
  readonly state: CommitmentState;
  /** Where it was found, as the source's versions say, each from its own day on. */
  readonly sources?: readonly DatedValue<SourceOfRecord>[];
  /** Entries that were struck through after a dispute. */
  readonly disputedVoids?: readonly string[];
  /** What those say of it who are named in it. */
  readonly answered?: readonly NamingDoc[];
  /** Whether what is told is sourced or illustrative, where its events say so, each with its first effective day. */
  readonly basis: Readonly<Record<string, string>>;
  readonly recordedAt: string;
  readonly changedAt: string;
}

/** One commitment as it reads on a day. What was first said stands in `first`, where it has changed since. */
export interface LedgerRow extends Partial<Omit<Details, 'money' | 'indicators' | 'reportEveryMonths'>> {
  readonly commitment: CommitmentId;
  readonly partnership: PartnershipId;
  /** Whose it is, or `not-stated`. */
  readonly organisation: OwnerId;
  readonly recordedBy: OrganisationId;
  /** Whose word it is. */
  readonly voice: 'self-reported' | 'attributed';
  readonly confirmedOn?: Day;
  /** What others say of it, and whose word it is, in one word. */
  readonly standing: Standing;
  readonly promise: 'pledge' | 'commitment';
  readonly status: Status;
  /**
   * Where it stands against its own window on the day asked for, by what was recorded by then. Of an attributed record
   * it is told as of the record, and counts against nobody.
   */
  readonly delivery: Delivery;
  /** When its window ends, where it says or said so; `window` is as is said of that day, this as it is judged by. */
  readonly ends?: Ends;
  readonly endedOn?: Day;
  readonly supersededBy?: CommitmentId;
  /** A record that came back: the commitment that had ended as it, or that it is by now. */
  readonly resumes?: CommitmentId;
  readonly resumedBy?: CommitmentId;
  /** Who took it over; `supersededBy` is then that organisation's own. */
  readonly transferredTo?: OrganisationId;
  /** Taken over from another organisation. */
  readonly transferOf?: { readonly commitment: CommitmentId; readonly organisation: OrganisationId };
  /** The joint commitment that it is a share of; it counts here, and the whole nowhere again. */
  readonly joint?: JointCommitmentId;
  /** Offered to another organisation, which has not accepted yet. */
  readonly offer?: Omit<Offered, 'note'> & { readonly since: Day };
  readonly effectiveOn: Day;
  readonly firmOn?: Day;
  readonly first: SomeDetails;
  readonly money: {
    readonly promised?: Details['money'];
    /** Net of what came back. */
    readonly disbursed: readonly Sum[];
    readonly spent: readonly Sum[];
    /** What came back of each, where anything did. */
    readonly returned?: Returned;
    readonly budget: readonly Sum[];
    /** More was disbursed than promised, in the promise's own currency. */
    readonly overDisbursed: boolean;
  };
  readonly milestones: Milestones;
  readonly indicators: readonly IndicatorRow[];
  readonly reports: Count;
  /** Of its owner's own, those recorded more than 30 days after the day they give themselves: not in time. */
  readonly lateReports: Count;
  readonly lastSelfReport?: Day;
  /** From when on the next report is awaited, and how often; none for what nobody owns up to, or what has ended. */
  readonly reporting?: Reporting;
  readonly evidence: Count;
  /** Entries that were struck through, where any were: they count nowhere else. */
  readonly voided?: {
    readonly entries: Count;
    /** Of these, after another disputed them. */ readonly afterDispute: Count;
  };
  /** What others say of it: shown beside it, and changes nothing. */
  readonly observations: ObservationCounts;
  /** Whom else it names, and what each says of that: unanswered, it is the owner's word alone; none where it names nobody. */
  readonly namings?: readonly NamingRow[];
  /** Where it was found, as the source's version of the day asked for says. */
  readonly source?: SourceOfRecord;
  readonly basis: readonly string[];
  readonly recordedAt: Instant;
  readonly changedAt: Instant;
}

/** What came back of what was paid out, and of what was spent. */
export interface Returned {
  readonly disbursed: readonly Sum[];
  readonly spent: readonly Sum[];
}

/** How the sums in a row come about, for whoever reads them. */
export const ROW_COUNTING =
  "A row's sums are of that commitment alone, each currency by itself, every entry with its latest mend. " +
  'What was paid and spent is net of what came back of it (returned), from the day on which it did. ' +
  'A part has a row of its own; totals leave it out only where what contains it is in the same sum.';

/** What was first said of each field, where something else stands now. */
function firstSaid({ said }: CommitmentState, now: Partial<Details>, date: string): Partial<Details> {
  return Object.fromEntries(
    (Object.entries(said) as [Field, { on: string; value: unknown }[]][]).flatMap(([field, [first]]) =>
      first && first.on <= date && !same(first.value, now[field]) ? [[field, first.value]] : [],
    ),
  );
}

function moneyOn(entries: readonly Entry[], promised: Details['money']): LedgerRow['money'] {
  const budget = addUp(
    entries.flatMap(({ kind, values }) => (kind === 'budget' && values.money ? [values.money] : [])),
  );
  const returned = {
    disbursed: returnedIn(entries, 'disbursement'),
    spent: returnedIn(entries, 'expenditure'),
  };
  const disbursed = less(paidIn(entries, 'disbursement'), returned.disbursed);
  const some = returned.disbursed.length + returned.spent.length > 0;
  const same = disbursed.find(({ currency }) => currency === promised?.currency);
  return {
    ...(promised ? { promised } : {}),
    disbursed,
    spent: less(paidIn(entries, 'expenditure'), returned.spent),
    ...(some ? { returned } : {}),
    budget,
    overDisbursed:
      promised !== undefined && same !== undefined && decimal.compare(same.amount, promised.amount) > 0,
  };
}

/** In which currencies something was paid out, or spent. */
export const currenciesOf = (
  { entries }: CommitmentState,
  wanted: 'disbursement' | 'expenditure',
  date: string,
): string[] => [
  ...new Set(
    entries.flatMap(({ kind, on, values: { money } }) =>
      kind === wanted && on <= date && money ? [money.currency] : [],
    ),
  ),
];

/** What was disbursed in the promise's own currency; undefined where no money is promised. */
export function disbursedOn({ said, entries }: CommitmentState, date: string): string | undefined {
  const promised = standing(said.money, date);
  if (!promised) return undefined;
  const told = entries.filter(({ on }) => on <= date);
  const net = less(paidIn(told, 'disbursement'), returnedIn(told, 'disbursement'));
  return net.find(({ currency }) => currency === promised.currency)?.amount ?? '0';
}

/** What of the promise is not disbursed; below zero where more was disbursed than promised. */
export function remainingOn(state: CommitmentState, date: string): string | undefined {
  const [promised, disbursed] = [standing(state.said.money, date), disbursedOn(state, date)];
  return promised && disbursed !== undefined ? decimal.subtract(promised.amount, disbursed) : undefined;
}

const basisOn = ({ basis }: LedgerDoc, date: string): readonly string[] =>
  Object.keys(basis)
    .filter((one) => (basis[one] ?? '') <= date)
    .sort();

const endingOn = ({ ended }: CommitmentState, date: string) =>
  ended && ended.on <= date
    ? {
        endedOn: ended.on,
        ...(ended.by ? { supersededBy: ended.by } : {}),
        ...(ended.to ? { transferredTo: ended.to } : {}),
      }
    : {};

/** A commitment as it reads on an effective date. */
export function ledgerRow(doc: LedgerDoc, date: string): LedgerRow {
  const { state, recordedAt, changedAt } = doc;
  const source = standing(doc.sources, date);
  const { money, indicators, reportEveryMonths: _, ...details } = detailsOn(state, date);
  const { commitment, partnership, organisation, recordedBy, on, firmOn, confirmedOn, ended } = state;
  const status = statusOn(state, date);
  const over = ended && ended.on <= date ? ended.on : date;
  const entries = state.entries.filter((entry) => entry.on <= date);
  const own = isOwnOn(state, date);
  const voice = voiceOn(state, date);
  const observations = countsOn(doc, date);
  const ends = endsOn(state, date);
  const reporting = reportingOn(state, date);
  const offer = offerOn(state, date);
  const voided = voidedOn(doc, date);
  const namings = namingRows(doc, date);
  return {
    commitment,
    partnership,
    organisation,
    recordedBy,
    voice,
    ...(own && confirmedOn !== undefined ? { confirmedOn } : {}),
    standing: standingOf(observations, voice),
    promise: promiseOn(state, date),
    status,
    delivery: deliveryOn(state, date),
    ...(ends ? { ends } : {}),
    ...endingOn(state, date),
    ...(state.transferOf ? { transferOf: state.transferOf } : {}),
    ...(state.joint ? { joint: state.joint } : {}),
    ...pick(state, ['resumes', 'resumedBy']),
    ...(offer ? { offer: { ...pick(offer, ['offer', 'to', 'money']), since: offer.on } } : {}),
    effectiveOn: on,
    ...(firmOn !== undefined && firmOn <= date ? { firmOn } : {}),
    ...details,
    first: firstSaid(state, detailsOn(state, date), date),
    money: moneyOn(entries, money),
    milestones: milestonesOn(state, date, over),
    indicators: indicatorsOn(indicators, entries),
    ...reportsOn(state, date),
    ...(reporting ? { reporting } : {}),
    evidence: entries.filter(({ kind }) => kind === 'evidence').length,
    ...(voided ? { voided } : {}),
    observations,
    ...(namings.length > 0 ? { namings } : {}),
    ...(source ? { source } : {}),
    basis: basisOn(doc, date),
    recordedAt,
    changedAt,
  };
}
