import { decimal, pick, same } from '#kernel';
import type {
  CommitmentId,
  Count,
  Day,
  EntryId,
  Instant,
  JointCommitmentId,
  OrganisationId,
  OwnerId,
  PartnershipId,
} from '#vocabulary';
import { detailsOn, dueOn, type CommitmentState, type Entry } from './commitment.ts';
import type { Offered } from './events.ts';
import type { Details, Field, SomeDetails, SourceOfRecord } from './input.ts';
import { indicatorsOn, type IndicatorRow } from './indicators.ts';
import { addUp, type Sum } from './money.ts';
import {
  countsOn,
  standingOf,
  type Observable,
  type ObservationCounts,
  type Standing,
} from './observation/observed.ts';
import { standing } from './series.ts';
import { offerOn } from './transfer.ts';

export const STATUSES = ['open', 'suspended', 'fulfilled', 'withdrawn', 'superseded', 'rejected'] as const;
export type Status = (typeof STATUSES)[number];
/** A promise that goes on or was kept: what was withdrawn, superseded or rejected does not stand. */
export const STANDS = ['open', 'suspended', 'fulfilled'] as const satisfies readonly Status[];
export const stands = (status: Status): boolean => STANDS.some((one) => one === status);

/** One commitment, without the words that only its dossier has room for. */
export interface LedgerDoc extends Observable {
  readonly state: CommitmentState;
  /** Where it was found, as the source's latest version says. */
  readonly source?: SourceOfRecord;
  /** Whether what is told is sourced or illustrative, where its events say so, each with its first effective day. */
  readonly basis: Readonly<Record<string, string>>;
  readonly recordedAt: string;
  readonly changedAt: string;
}

export interface MilestoneRow {
  readonly entry: EntryId;
  readonly title: string;
  readonly due: Day;
  /** As first planned, where that was another day. */
  readonly firstDue?: Day;
  readonly reachedOn?: Day;
  /** Not reached by its due date, or reached after it: derived, never recorded. */
  readonly late: boolean;
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
  readonly endedOn?: Day;
  readonly supersededBy?: CommitmentId;
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
    readonly disbursed: readonly Sum[];
    readonly spent: readonly Sum[];
    readonly budget: readonly Sum[];
    /** More was disbursed than promised, in the promise's own currency. */
    readonly overDisbursed: boolean;
  };
  readonly milestones: {
    readonly planned: Count;
    readonly reached: Count;
    readonly late: Count;
    /** When the next is due that is not reached. */
    readonly next?: Day;
    readonly list: readonly MilestoneRow[];
  };
  readonly indicators: readonly IndicatorRow[];
  readonly reports: Count;
  readonly lastSelfReport?: Day;
  /** From when on the next report is awaited, and how often; none for what nobody owns up to, or what has ended. */
  readonly reporting?: { readonly from: Day; readonly everyMonths?: Count };
  readonly evidence: Count;
  /** What others say of it: shown beside it, and changes nothing. */
  readonly observations: ObservationCounts;
  readonly source?: LedgerDoc['source'];
  readonly basis: readonly string[];
  readonly recordedAt: Instant;
  readonly changedAt: Instant;
}

/** How the sums in a row come about, for whoever reads them. */
export const ROW_COUNTING =
  "A row's sums are of that commitment alone, each currency by itself, every entry with its latest mend. " +
  'A part that its parent still contains has a row of its own, and is left out of totals.';

export function statusOn({ ended, suspensions }: CommitmentState, date: string): Status {
  if (ended && ended.on <= date) return ended.how;
  return suspensions.findLast(({ on }) => on <= date)?.value ? 'suspended' : 'open';
}

export const promiseOn = ({ firmOn }: CommitmentState, date: string): LedgerRow['promise'] =>
  firmOn !== undefined && firmOn <= date ? 'commitment' : 'pledge';

/** Whether it is its owner's own word by this day. */
const isOwnOn = ({ attributed, confirmedOn }: CommitmentState, date: string): boolean =>
  !attributed || (confirmedOn !== undefined && confirmedOn <= date);

export const voiceOn = (state: CommitmentState, date: string): LedgerRow['voice'] =>
  isOwnOn(state, date) ? 'self-reported' : 'attributed';

const lastSelfReportOn = ({ entries }: CommitmentState, date: string): string | undefined =>
  entries
    .filter(({ kind, own, on }) => kind === 'report' && own && on <= date)
    .map(({ on }) => on)
    .sort()
    .at(-1);

/** Nobody is waited for where nobody owns up to it, or where it has ended. Before a first report it counts from its own day. */
export function reportingOn(state: CommitmentState, date: string): LedgerRow['reporting'] {
  const status = statusOn(state, date);
  if (!isOwnOn(state, date) || (status !== 'open' && status !== 'suspended')) return undefined;
  const everyMonths = standing(state.said.reportEveryMonths, date);
  return { from: lastSelfReportOn(state, date) ?? state.on, ...(everyMonths ? { everyMonths } : {}) };
}

/** When the next milestone is due that is not reached. */
export const nextDueOn = ({ entries }: CommitmentState, date: string): string | undefined =>
  entries
    .filter(
      ({ kind, on, reachedOn }) =>
        kind === 'milestone' && on <= date && !(reachedOn !== undefined && reachedOn <= date),
    )
    .map((entry) => dueOn(entry, date))
    .sort()[0];

/** What was first said of each field, where something else stands now. */
function firstSaid({ said }: CommitmentState, now: Partial<Details>, date: string): Partial<Details> {
  return Object.fromEntries(
    (Object.entries(said) as [Field, { on: string; value: unknown }[]][]).flatMap(([field, [first]]) =>
      first && first.on <= date && !same(first.value, now[field]) ? [[field, first.value]] : [],
    ),
  );
}

function milestoneRow(entry: Entry, date: string, over: string): MilestoneRow {
  const due = dueOn(entry, date);
  const planned = entry.values.due;
  const reachedOn = entry.reachedOn !== undefined && entry.reachedOn <= date ? entry.reachedOn : undefined;
  return {
    entry: entry.entry,
    title: entry.values.title ?? '',
    due,
    ...(planned === due || planned === undefined ? {} : { firstDue: planned }),
    ...(reachedOn === undefined ? {} : { reachedOn }),
    late: (reachedOn ?? over) > due,
  };
}

function milestonesOn(entries: readonly Entry[], date: string, over: string): LedgerRow['milestones'] {
  const list = entries
    .filter(({ kind }) => kind === 'milestone')
    .map((entry) => milestoneRow(entry, date, over))
    .sort((a, b) => (a.due < b.due ? -1 : 1));
  const next = list.find(({ reachedOn }) => reachedOn === undefined)?.due;
  return {
    planned: list.length,
    reached: list.filter(({ reachedOn }) => reachedOn !== undefined).length,
    late: list.filter(({ late }) => late).length,
    ...(next === undefined ? {} : { next }),
    list,
  };
}

function moneyOn(entries: readonly Entry[], promised: Details['money']): LedgerRow['money'] {
  const of = (kind: Entry['kind']) =>
    addUp(
      entries.flatMap((entry) => (entry.kind === kind && entry.values.money ? [entry.values.money] : [])),
    );
  const disbursed = of('disbursement');
  const same = disbursed.find(({ currency }) => currency === promised?.currency);
  return {
    ...(promised ? { promised } : {}),
    disbursed,
    spent: of('expenditure'),
    budget: of('budget'),
    overDisbursed:
      promised !== undefined && same !== undefined && decimal.compare(same.amount, promised.amount) > 0,
  };
}

/** What was disbursed in the promise's own currency; undefined where no money is promised. */
export function disbursedOn({ said, entries }: CommitmentState, date: string): string | undefined {
  const promised = standing(said.money, date);
  if (!promised) return undefined;
  const paid = entries.flatMap(({ kind, on, values: { money } }) =>
    kind === 'disbursement' && on <= date && money?.currency === promised.currency ? [money.amount] : [],
  );
  return decimal.sum(paid);
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
  const { state, source, recordedAt, changedAt } = doc;
  const { money, indicators, reportEveryMonths: _, ...details } = detailsOn(state, date);
  const { commitment, partnership, organisation, recordedBy, on, firmOn, confirmedOn, ended } = state;
  const status = statusOn(state, date);
  const over = ended && ended.on <= date ? ended.on : date;
  const entries = state.entries.filter((entry) => entry.on <= date);
  const own = isOwnOn(state, date);
  const voice = voiceOn(state, date);
  const observations = countsOn(doc, date);
  const lastSelfReport = lastSelfReportOn(state, date);
  const reporting = reportingOn(state, date);
  const offer = offerOn(state, date);
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
    ...endingOn(state, date),
    ...(state.transferOf ? { transferOf: state.transferOf } : {}),
    ...(state.joint ? { joint: state.joint } : {}),
    ...(offer ? { offer: { ...pick(offer, ['offer', 'to', 'money']), since: offer.on } } : {}),
    effectiveOn: on,
    ...(firmOn !== undefined && firmOn <= date ? { firmOn } : {}),
    ...details,
    first: firstSaid(state, detailsOn(state, date), date),
    money: moneyOn(entries, money),
    milestones: milestonesOn(entries, date, over),
    indicators: indicatorsOn(indicators, entries),
    reports: entries.filter(({ kind }) => kind === 'report').length,
    ...(lastSelfReport === undefined ? {} : { lastSelfReport }),
    ...(reporting ? { reporting } : {}),
    evidence: entries.filter(({ kind }) => kind === 'evidence').length,
    observations,
    ...(source ? { source } : {}),
    basis: basisOn(doc, date),
    recordedAt,
    changedAt,
  };
}
