import { EVER, type StoredEvent } from '#kernel';
import type { Count } from '#vocabulary';
import type { CommitmentState } from '../commitment.ts';
import type { Verdict } from './events.ts';
import { isOfItself } from './itself.ts';
import { afterObservation, isUnansweredOn, voiceOn, wordOn, type ObservationDoc } from './sayings.ts';
import { versionOf } from './versions.ts';

/**
 * How many of others' words on a commitment stand, on what it says now; those on what it said before stand apart, and
 * so do those that somebody else recorded about the observer. What would be an owner's word on its own claim counts
 * nowhere.
 */
export interface ObservationCounts {
  readonly corroborated: Count;
  readonly disputed: Count;
  readonly noted: Count;
  readonly ofEarlierVersion: Count;
  /** Recorded by somebody else about the observer, who has not confirmed it: counted in none of these. */
  readonly attributed: Count;
  /** Of those: that it is so, and that it is not. */
  readonly attributedCorroborations: Count;
  readonly attributedDisputes: Count;
}
export const NOTHING_OBSERVED: ObservationCounts = {
  corroborated: 0,
  disputed: 0,
  noted: 0,
  ofEarlierVersion: 0,
  attributed: 0,
  attributedCorroborations: 0,
  attributedDisputes: 0,
};
/** A row in one word: what others say of it comes before whose word it is. */
export type Standing = 'disputed' | 'corroborated' | 'self-reported' | 'attributed';
export interface ObservedRow {
  readonly observations: ObservationCounts;
  readonly standing: Standing;
}

/** All observations of a commitment after an event of one of them. */
export function afterObserved(
  observed: readonly ObservationDoc[] = [],
  event: StoredEvent,
): readonly ObservationDoc[] {
  const { observation } = event.data as { observation: string };
  const at = observed.findIndex((doc) => doc.observation === observation);
  return at < 0
    ? [...observed, afterObservation(undefined, event)]
    : observed.with(at, afterObservation(observed[at], event));
}

export interface Observable {
  readonly state: CommitmentState;
  readonly observed?: readonly ObservationDoc[];
  /** Entries that were struck through after a dispute. */
  readonly disputedVoids?: readonly string[];
}

/** Whether an observer itself, and no part of whose claim it is, has last said that it is not so. */
export const disputesEver = (doc: ObservationDoc, state: CommitmentState): boolean =>
  wordOn(doc, EVER)?.said === 'disputed' && voiceOn(doc, EVER) === 'own' && !isOfItself(doc, EVER, state);

/** How many entries were struck through, by a day; undefined where none was. */
export function voidedOn({ state: { voided = [] }, disputedVoids = [] }: Observable, date: string) {
  const ids = voided.filter(({ on }) => on <= date).map(({ entry }) => entry);
  return ids.length === 0
    ? undefined
    : { entries: ids.length, afterDispute: ids.filter((id) => disputedVoids.includes(id)).length };
}

/** What others say of a commitment on a day. */
export function countsOn({ state, observed = [] }: Observable, date: string): ObservationCounts {
  const counts: Record<keyof ObservationCounts, number> = { ...NOTHING_OBSERVED };
  for (const doc of observed) for (const counted of countedAs(state, doc, date)) counts[counted]++;
  return counts;
}

const ATTRIBUTED: Readonly<Record<Verdict, readonly (keyof ObservationCounts)[]>> = {
  corroborated: ['attributed', 'attributedCorroborations'],
  disputed: ['attributed', 'attributedDisputes'],
  noted: ['attributed'],
};
function countedAs(
  state: CommitmentState,
  doc: ObservationDoc,
  date: string,
): readonly (keyof ObservationCounts)[] {
  const word = wordOn(doc, date);
  if (!word || word.said === 'withdrawn' || isOfItself(doc, date, state)) return [];
  if (!isOfPresentVersion(state, doc, date)) return ['ofEarlierVersion'];
  const verdict = word.said as Verdict;
  return voiceOn(doc, date) === 'attributed' ? ATTRIBUTED[verdict] : [verdict];
}

/** A row is disputed, corroborated, or else as whose word it is. */
export const standingOf = (
  { disputed, corroborated }: ObservationCounts,
  voice: 'self-reported' | 'attributed',
): Standing => (disputed > 0 ? 'disputed' : corroborated > 0 ? 'corroborated' : voice);

const isOfPresentVersion = (state: CommitmentState, doc: ObservationDoc, date: string): boolean =>
  (wordOn(doc, date)?.version ?? 1) >= versionOf(state, doc.claim, date);

/**
 * What a row can be found by: what others say of it as it stands, whether a dispute of theirs has no answer yet, whether
 * something is recorded about an observer that has not confirmed it, and whether what they disputed was struck through.
 */
export const OBSERVED = ['corroborated', 'disputed', 'unanswered', 'attributed', 'voided'] as const;
export const observedAs = (observable: Observable, date: string): readonly (typeof OBSERVED)[number][] => {
  const { state, observed = [] } = observable;
  const counts = countsOn(observable, date);
  const waits = (doc: ObservationDoc): boolean =>
    isUnansweredOn(doc, date) && countedAs(state, doc, date).includes('disputed');
  return OBSERVED.filter((one) => {
    if (one === 'unanswered') return observed.some(waits);
    return one === 'voided' ? (voidedOn(observable, date)?.afterDispute ?? 0) > 0 : counts[one] > 0;
  });
};
