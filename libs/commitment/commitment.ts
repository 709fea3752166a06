import { dayOf, evolve, normalText, pick, type Entity, type StoredEvent } from '#kernel';
import { dayItTells, earliest, latest } from '#partnership';
import type {
  About,
  Amended,
  EntryKind,
  EntryValues,
  Mendable,
  Mended,
  Offered,
  Opened,
  Reasoned,
  Voided,
} from './events.ts';
import type { Details, Field } from './input.ts';
import { partOfTold } from './part-of.ts';
import { statusOfRecord, type RecordEnding, type RecordStatus } from './record-ending.ts';
import { put, standing, type DatedValue, type SaidHow } from './series.ts';

/** An entry as it stands, its mends applied: a mend takes the entry's own date, so nothing is lost by replacing. */
export interface Entry {
  readonly entry: string;
  readonly kind: EntryKind;
  readonly on: string;
  /** The owner's own word. */
  readonly own: boolean;
  readonly values: EntryValues;
  /** As first said, once it was mended. */
  readonly first?: EntryValues;
  readonly version: number;
  /** How often its money or its recipient was mended: whoever it names may have answered for another one. */
  readonly termsMended?: number;
  /** Of a report: the day it was recorded, where that is not its own day. */
  readonly recordedOn?: string;
  /** A milestone's later due dates, by the day from which they stand. */
  readonly moved?: readonly DatedValue<string>[];
  /** What a milestone was first planned to be due on, before the day on which that was mended. */
  readonly dueUntil?: readonly { readonly day: string; readonly due: string }[];
  readonly reachedOn?: string;
}
/** One that never was so: struck through, on its own day, and counted nowhere. */
export interface VoidedEntry extends Entry {
  readonly reason?: string;
  readonly voidedOn: string;
}
/** An offer to hand it over. Of several, only the last can be accepted. */
export interface Offer extends Offered {
  readonly on: string;
  /** The promise has changed since: whoever accepted it would take on something else than was offered. */
  readonly outdatedOn?: string;
}
export type Ending = 'fulfilled' | 'withdrawn' | 'superseded' | 'rejected' | RecordStatus;

/** Plain JSON, so that views can keep it too. */
export interface CommitmentState extends Omit<Opened, 'details'> {
  /** Its own effective date. */
  readonly on: string;
  readonly firmOn?: string;
  readonly confirmedOn?: string;
  readonly suspensions: readonly DatedValue<boolean>[];
  readonly ended?: { readonly how: Ending; readonly on: string; readonly by?: string; readonly to?: string };
  /** The record of its source is another commitment by now, which takes its place on every day. */
  readonly resumedBy?: string;
  readonly offers: readonly Offer[];
  readonly said: { readonly [F in Field]?: readonly DatedValue<Details[F]>[] };
  /** Those that stand: what counts is told from these alone. */
  readonly entries: readonly Entry[];
  readonly voided?: readonly VoidedEntry[];
  /** The days from which its amendments stand, in the order of the book: each made another version of the promise. */
  readonly amendedOn?: readonly string[];
  /** In the order of the book, when what organisations are named in was said anew: statement, money, and who is named. */
  readonly termsChanged?: readonly { readonly on: string; readonly fields: readonly Field[] }[];
}

/** Whether it is its owner's own word: made by the owner, or confirmed. */
export const isOwn = ({ attributed, confirmedOn }: CommitmentState): boolean =>
  !attributed || confirmedOn !== undefined;

/** What was said of it, as it stands on a day. */
export const detailsOn = ({ said }: CommitmentState, day: string): Partial<Details> =>
  Object.fromEntries(
    Object.entries(said).flatMap(([field, series]) => {
      const value = standing<unknown>(series, day);
      return value === undefined ? [] : [[field, value]];
    }),
  );

/** When a milestone is due, as is said of a day. What is late on it is told in `milestones.ts`. */
export const dueOn = ({ moved, values }: Entry, day: string): string =>
  standing(moved, day) ?? values.due ?? '';

export const aboutIt = ({ partnership, commitment, organisation }: CommitmentState): About => ({
  partnership,
  commitment,
  organisation,
});

export const entryOf = (state: CommitmentState, id: string): Entry | undefined =>
  state.entries.find(({ entry }) => entry === id);

export const voidedOf = ({ voided }: CommitmentState, id: string): VoidedEntry | undefined =>
  voided?.find(({ entry }) => entry === id);

/** An entry whether it stands or was struck through: what others say of it is about either. */
export const everEntryOf = (state: CommitmentState, id: string): Entry | undefined =>
  entryOf(state, id) ?? voidedOf(state, id);

/** What somebody who is named answers for. */
const TERMS = ['statement', 'money', 'with', 'sourceOrganisation', 'recipient'] as const satisfies Field[];
function termsAfter(state: CommitmentState, said: Partial<Details>, event: StoredEvent) {
  const fields = TERMS.filter((field) => said[field] !== undefined);
  if (fields.length === 0) return {};
  return { termsChanged: [...(state.termsChanged ?? []), { on: dayItTells(event), fields }] };
}

type Fold<D> = (state: CommitmentState, event: StoredEvent<string, D>) => CommitmentState;

/** The day an event was recorded, where that is later than its own. */
function recordedLater(event: StoredEvent): string | undefined {
  const recordedOn = dayOf(event.metadata['recordedAt'] ?? '');
  return recordedOn > dayItTells(event) ? recordedOn : undefined;
}
/** Of what an owner changes, no day before its recording is judged by it. A record is changed as its source says. */
function saidHow(state: CommitmentState, event: StoredEvent): SaidHow {
  if (!isOwn(state)) return { attributed: true };
  const recordedOn = recordedLater(event);
  return recordedOn === undefined ? {} : { recordedOn };
}

/** What is judged late by: an owner who changes it changes no day before it says so. */
const JUDGED: ReadonlySet<string> = new Set(['window', 'reportEveryMonths'] satisfies Field[]);

/** Rows are found and told apart by their theme: what was stored in another form is the same one. */
const themed = ({ theme, ...details }: Partial<Details>): Partial<Details> =>
  theme === undefined ? details : { ...details, theme: normalText(theme) };

function say(
  state: CommitmentState,
  details: Partial<Details>,
  event: StoredEvent,
  how: SaidHow,
): CommitmentState {
  const said = { ...state.said } as Record<string, readonly DatedValue<unknown>[]>;
  for (const [field, value] of Object.entries(partOfTold(themed(details), event)))
    said[field] = put(said[field], dayItTells(event), value, JUDGED.has(field) ? how : {});
  return { ...state, said };
}

const opened =
  (firm: boolean): Fold<Opened> =>
  (_, event) => {
    const { details, ...opening } = event.data;
    const on = dayItTells(event);
    const state = { ...opening, on, suspensions: [], offers: [], said: {}, entries: [] };
    // What it opens with is judged from its own day on.
    const how = isOwn(state) ? {} : saidHow(state, event);
    return say(firm ? { ...state, firmOn: on } : state, details, event, how);
  };

const entered =
  (kind: EntryKind): Fold<About & { entry: string; selfReport?: boolean } & EntryValues> =>
  (state, event) => {
    const {
      entry,
      partnership: _p,
      commitment: _c,
      organisation: _o,
      selfReport: _s,
      ...values
    } = event.data;
    const made: Entry = { entry, kind, on: dayItTells(event), own: isOwn(state), values, version: 1 };
    const recordedOn = kind === 'report' ? recordedLater(event) : undefined;
    return { ...state, entries: [...state.entries, recordedOn ? { ...made, recordedOn } : made] };
  };

const changeEntry = (
  state: CommitmentState,
  id: string,
  change: (entry: Entry) => Entry,
): CommitmentState => ({
  ...state,
  entries: state.entries.map((entry) => (entry.entry === id ? change(entry) : entry)),
});

/** What a milestone was due on until now, where its owner mends that only later. */
function dueUntil({ dueUntil: before = [], values }: Entry, { due }: Mendable, day: string | undefined) {
  return due === undefined || day === undefined
    ? {}
    : { dueUntil: [...before, { day, due: values.due ?? '' }] };
}

const mended: Fold<Mended> = (state, event) =>
  changeEntry(state, event.data.entry, (entry) => {
    const { data } = event;
    const { reachedOn, ...values } = data.after;
    return {
      ...entry,
      ...dueUntil(entry, values, saidHow(state, event).recordedOn),
      values: { ...entry.values, ...values },
      first: entry.first ?? entry.values,
      version: data.entryVersion,
      ...(values.money || values.recipient ? { termsMended: (entry.termsMended ?? 0) + 1 } : {}),
      ...(reachedOn ? { reachedOn } : {}),
    };
  });

const struckThrough: Fold<Voided> = (state, event) => {
  const { entry: id, reason, entryVersion: version } = event.data;
  const known = entryOf(state, id);
  if (!known) return state;
  const voided = {
    ...known,
    version,
    // A view that keeps no words is told none.
    ...pick({ reason } as { reason?: string }, ['reason']),
    voidedOn: dayOf(event.metadata['recordedAt'] ?? ''),
  };
  return {
    ...state,
    entries: state.entries.filter(({ entry }) => entry !== id),
    voided: [...(state.voided ?? []), voided],
  };
};

/** Changes what a receiver would take on: what was offered before is offered no more. */
const promising =
  <D>(fold: Fold<D>): Fold<D> =>
  (state, event) => {
    const now = fold(state, event);
    const offers = now.offers.map((offer) => ({
      ...offer,
      outdatedOn: earliest([offer.outdatedOn, latest([offer.on, dayItTells(event)])]),
    }));
    return { ...now, offers };
  };

const suspended = (value: boolean): Fold<Reasoned> =>
  promising((state, event) => ({ ...state, suspensions: put(state.suspensions, dayItTells(event), value) }));

const ended =
  (how: Ending): Fold<Reasoned & { by?: string; to?: string }> =>
  (state, event) => ({
    ...state,
    ended: { how, on: dayItTells(event), ...pick(event.data, ['by', 'to']) },
  });

const offered: Fold<About & Offered> = (state, event) => {
  const offer = { ...pick(event.data, ['offer', 'to', 'money', 'note']), on: dayItTells(event) };
  return { ...state, offers: [...state.offers, offer] };
};

export const Commitment: Entity<CommitmentState> = {
  kind: 'commitment',
  stream: ({ partnership, commitment }: { partnership: string; commitment: string }) =>
    commitmentStream(partnership, commitment),
  evolve: {
    CommitmentMade: opened(true),
    PledgeMade: opened(false),
    PledgeFirmed: promising<About>((state, event) => ({ ...state, firmOn: dayItTells(event) })),
    CommitmentDetailed: promising<{ details: Partial<Details> }>((state, event) => ({
      ...say(state, event.data.details, event, saidHow(state, event)),
      ...termsAfter(state, event.data.details, event),
    })),
    CommitmentAmended: promising<Amended>((state, event) => ({
      ...say(state, event.data.after, event, saidHow(state, event)),
      amendedOn: [...(state.amendedOn ?? []), dayItTells(event)],
      ...termsAfter(state, event.data.after, event),
    })),
    MilestonePlanned: entered('milestone'),
    MilestoneRescheduled: (state, event: StoredEvent<string, { entry: string; after: string }>) =>
      changeEntry(state, event.data.entry, (entry) => ({
        ...entry,
        moved: put(entry.moved, dayItTells(event), event.data.after, saidHow(state, event)),
      })),
    MilestoneReached: (state, event: StoredEvent<string, { entry: string }>) =>
      changeEntry(state, event.data.entry, (entry) => ({ ...entry, reachedOn: dayItTells(event) })),
    BudgetSet: entered('budget'),
    DisbursementRecorded: entered('disbursement'),
    ExpenditureRecorded: entered('expenditure'),
    ReturnRecorded: entered('return'),
    ProgressReported: entered('report'),
    EvidenceAttached: entered('evidence'),
    EntryCorrected: mended,
    EntryRestated: mended,
    EntryVoided: struckThrough,
    CommitmentSuspended: suspended(true),
    CommitmentResumed: suspended(false),
    CommitmentFulfilled: ended('fulfilled'),
    CommitmentWithdrawn: ended('withdrawn'),
    CommitmentSuperseded: ended('superseded'),
    TransferOffered: offered,
    AttributionRejected: ended('rejected'),
    RecordEnded: (state, event: StoredEvent<string, { ended: RecordEnding }>) => ({
      ...state,
      ended: { how: statusOfRecord(event.data.ended), on: dayItTells(event) },
    }),
    RecordResumed: (state, event: StoredEvent<string, { by: string }>) => ({
      ...state,
      resumedBy: event.data.by,
    }),
    AttributionConfirmed: (state, event) => ({ ...state, confirmedOn: dayItTells(event) }),
  },
};

export const commitmentStream = (partnership: string, commitment: string): string =>
  `${partnership}-commitment-${commitment}`;

/** The state after one more event of the commitment's own stream. */
export const afterEvent = (
  state: CommitmentState | undefined,
  event: StoredEvent,
): CommitmentState | undefined => evolve(Commitment, state, event);
