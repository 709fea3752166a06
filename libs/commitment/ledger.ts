import { dayOf, defineProjection, normalText, same, type Column, type StoredEvent } from '#kernel';
import { dayItTells } from '#partnership';
import { collectiveOf } from './collective.ts';
import { afterEvent, Commitment, detailsOn, type CommitmentState } from './commitment.ts';
import { EntryCorrected, EntryRestated, EntryVoided } from './events.ts';
import type { SourceOfRecord } from './input.ts';
import { lackingOn } from './lacks.ts';
import { windowBy } from './delivery.ts';
import {
  currenciesOf,
  disbursedOn,
  ledgerRow,
  remainingOn,
  type LedgerDoc,
  type LedgerRow,
} from './ledger-row.ts';
import { duesOn, isLateForGood, nextDueOn } from './milestones.ts';
import { isNaming, NAMING_EVENTS } from './naming/naming.ts';
import { afterAnswer, namingRows } from './naming/namings.ts';
import { isObservation, OBSERVATION_EVENTS } from './observation/observation.ts';
import { afterObserved, countsOn, disputesEver, observedAs, standingOf } from './observation/observed.ts';
import type { NamedAs } from './naming/events.ts';
import { reportingOn } from './reporting.ts';
import { put, standing } from './series.ts';
import { promiseOn, statusOn, voiceOn } from './status.ts';
import { transfersOn } from './transfer.ts';
import { unstatedOn } from './axes.ts';

/** What a row leaves to the dossier, wherever it stands in an event's data. */
const WORDS = new Set(['narrative', 'note', 'description', 'text', 'reason']);
const hasWords = (data: object): boolean =>
  Object.keys(data).some((name) => WORDS.has(name) || name === 'before' || name === 'after');
const withoutWords = (data: object): object =>
  Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) => {
      if (WORDS.has(name)) return [];
      return [[name, name === 'before' || name === 'after' ? lean(value) : value]];
    }),
  );
const lean = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && hasWords(value) ? withoutWords(value) : value;

/** Of a commitment's own events, and of what others say of it. */
export const LEDGER_EVENTS: readonly string[] = [
  ...Object.keys(Commitment.evolve),
  ...OBSERVATION_EVENTS,
  ...NAMING_EVENTS,
];
/** Nobody's, where an observation is about something else. */
export const commitmentIn = ({ data }: StoredEvent): readonly string[] => {
  const { commitment } = data as { commitment?: string };
  return commitment === undefined ? [] : [commitment];
};

/** A mend takes the day of its entry, and its source tells of the day on which it was said. */
const MENDS: ReadonlySet<string> = new Set([EntryCorrected.type, EntryRestated.type, EntryVoided.type]);
const dayOfSource = (event: StoredEvent): string =>
  MENDS.has(event.type) ? dayOf(event.metadata['recordedAt'] ?? '') : dayItTells(event);

/**
 * The record it was found in, as each of the record's versions says from its own day on: told by who opened it from that record, which takes a
 * mandate, and by nobody else. An owner of an older book could name any source in what it wrote on its own.
 */
function sourceAfter(
  known: LedgerDoc['sources'],
  { source: record, recordedBy }: CommitmentState,
  event: StoredEvent,
): LedgerDoc['sources'] {
  const { metadata } = event;
  if (!record || metadata['source'] === undefined || metadata['organisation'] !== recordedBy) return known;
  const told = JSON.parse(metadata['source']) as SourceOfRecord;
  if (told.system !== record.system || told.record !== record.record) return known;
  const on = dayOfSource(event);
  return same(standing(known, on), told) ? known : put(known, on, told);
}

/** Entries that were struck through while another, itself, said that they were not so. */
function disputedVoids(
  doc: LedgerDoc | undefined,
  { type, data }: StoredEvent,
): readonly string[] | undefined {
  const before = doc?.disputedVoids;
  if (!doc || type !== EntryVoided.type) return before;
  const { entry } = data as { entry: string };
  const isDisputed = (doc.observed ?? []).some(
    (one) => one.claim.entry === entry && disputesEver(one, doc.state),
  );
  return isDisputed ? [...(before ?? []), entry] : before;
}

/** What is known of a commitment after one more event about it, words and all. An observation changes nothing else, nor does whoever is named. */
export function toldBy(doc: LedgerDoc | undefined, event: StoredEvent): LedgerDoc | undefined {
  if (isObservation(event)) return doc && { ...doc, observed: afterObserved(doc.observed, event) };
  if (isNaming(event)) return doc && { ...doc, answered: afterAnswer(doc.answered, event) };
  const state = afterEvent(doc?.state, event);
  if (!state) return doc;
  const { basis, recordedAt = '', effectiveOn = '' } = event.metadata;
  const before = doc?.basis ?? {};
  const since = basis === undefined ? undefined : [before[basis] ?? effectiveOn, effectiveOn].sort()[0];
  const voids = disputedVoids(doc, event);
  return {
    ...doc,
    ...(voids ? { disputedVoids: voids } : {}),
    state,
    sources: sourceAfter(doc?.sources, state, event),
    basis: basis === undefined || since === undefined ? before : { ...before, [basis]: since },
    recordedAt: doc?.recordedAt ?? recordedAt,
    changedAt: recordedAt,
  };
}

/** The document after an event; also what the public feed shows beside it. */
export const afterLedgerEvent = (doc: LedgerDoc | undefined, event: StoredEvent): LedgerDoc | undefined =>
  toldBy(doc, { ...event, data: lean(event.data) });

type Said = CommitmentState['said'];
const text = (of: (state: CommitmentState, date: string) => string | undefined): Column<LedgerDoc> => ({
  kind: 'text',
  of: ({ state }, date) => of(state, date) ?? null,
});
const said = (field: keyof Said) =>
  text(({ said }, date) => standing<unknown>(said[field], date) as string | undefined);

/** Names of terms that are told from a row itself: a source's tag of such a name is shown, and no filter mistakes it. */
const OWN_TERMS = new Set([
  'source',
  'record',
  'place',
  'sdg',
  'with',
  'recipient',
  'lacks',
  'transferred',
  'collective',
  'disbursed',
  'spent',
  'milestones',
]);

/** Terms that any row can be filtered by: the source's tags, places, SDG targets, whomever and whatever it names, what it leaves open. */
function termsOf(doc: LedgerDoc, date: string): string[] {
  const { state, sources } = doc;
  const source = standing(sources, date);
  const details = detailsOn(state, date);
  const { places = [], sdgTargets = [], with: others = [], recipient, indicators } = details;
  const namings = namingRows(doc, date);
  const isRejected = (role: NamedAs, organisation: string): boolean =>
    namings.some(
      (one) =>
        one.entry === undefined &&
        one.role === role &&
        one.organisation === organisation &&
        one.answer === 'rejected',
    );
  return [
    ...Object.entries(source?.tags ?? {}).flatMap(([name, value]) =>
      OWN_TERMS.has(name) ? [] : [`${name}=${normalText(value)}`],
    ),
    ...(source ? [`source=${source.system}`, `record=${source.record}`] : []),
    ...places.map(({ place }) => `place=${place}`),
    ...sdgTargets.map((target) => `sdg=${target}`),
    ...others.flatMap((one) => (isRejected('partner', one) ? [] : [`with=${one}`])),
    ...collectiveOf(indicators).map((id) => `collective=${id}`),
    ...(recipient?.organisation && !isRejected('recipient', recipient.organisation)
      ? [`recipient=${recipient.organisation}`]
      : []),
    ...lackingOn(doc, date, details).map((lacking) => `lacks=${lacking}`),
    ...transfersOn(state, date).map((transferred) => `transferred=${transferred}`),
    ...currenciesOf(state, 'disbursement', date).map((currency) => `disbursed=${currency}`),
    ...currenciesOf(state, 'expenditure', date).map((currency) => `spent=${currency}`),
    ...(isLateForGood(state, date) ? ['milestones=late'] : []),
  ];
}

/** From when on it is silent: the last report, in time or not. */
function heardFromOn(state: CommitmentState, date: string): string | undefined {
  const reporting = reportingOn(state, date);
  return reporting?.lateReport ?? reporting?.from;
}

/** The accountability ledger: one row per commitment, who pledged what, and how it went. */
export const ledger = defineProjection<LedgerDoc, LedgerRow>({
  name: 'ledger',
  version: 19,
  keys: commitmentIn,
  on: Object.fromEntries(LEDGER_EVENTS.map((type) => [type, afterLedgerEvent])),
  columns: {
    partnership: { steady: true, ...text(({ partnership }) => partnership) },
    commitment: { steady: true, ...text(({ commitment }) => commitment) },
    organisation: { steady: true, ...text(({ organisation }) => organisation) },
    recordedBy: text(({ recordedBy }) => recordedBy),
    promise: text(promiseOn),
    status: text(statusOn),
    voice: text(voiceOn),
    standing: {
      kind: 'text',
      of: (doc, date) => standingOf(countsOn(doc, date), voiceOn(doc.state, date)),
    },
    observed: { kind: 'terms', of: observedAs },
    /** Whom it names, each with its answer: what somebody rejected is none of its own. */
    named: {
      kind: 'terms',
      of: (doc, date) => [
        ...new Set(namingRows(doc, date).map(({ organisation, answer }) => `${answer} ${organisation}`)),
      ],
    },
    kind: said('kind'),
    theme: said('theme'),
    unstated: text((state, date) => unstatedOn(state, date)),
    contained: text(({ said }, date) => (standing(said.partOf, date)?.contained ? 'yes' : 'no')),
    joint: text(({ joint }) => joint),
    effectiveOn: text(({ on }) => on),
    changedAt: { kind: 'text', of: ({ changedAt }) => changedAt },
    currency: text(({ said: { money } }, date) => standing(money, date)?.currency),
    promised: { kind: 'decimal', of: ({ state }, date) => standing(state.said.money, date)?.amount ?? null },
    disbursed: { kind: 'decimal', of: ({ state }, date) => disbursedOn(state, date) ?? null },
    remaining: { kind: 'decimal', of: ({ state }, date) => remainingOn(state, date) ?? null },
    reportsFrom: text((state, date) => reportingOn(state, date)?.from),
    everyMonths: { kind: 'integer', of: ({ state }, date) => reportingOn(state, date)?.everyMonths ?? null },
    heardFrom: text((state, date) => heardFromOn(state, date)),
    awaits: text((state, date) => reportingOn(state, date)?.awaits),
    nextDue: text(nextDueOn),
    dues: { kind: 'terms', of: ({ state }, date) => duesOn(state, date) },
    startsOn: text((state, date) => windowBy(state, date)?.from),
    endsOn: text((state, date) => windowBy(state, date)?.to),
    tags: { kind: 'terms', of: termsOf },
  },
  at: ledgerRow,
});
