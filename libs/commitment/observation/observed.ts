import type { StoredEvent } from '#kernel';
import type { Count } from '#vocabulary';
import type { CommitmentState } from '../commitment.ts';
import type { Verdict } from './events.ts';
import { afterObservation, isUnansweredOn, voiceOn, wordOn, type ObservationDoc } from './sayings.ts';
import { versionOf } from './versions.ts';

/** How many of others' words on a commitment stand, on what it says now; those on what it said before stand apart. */
export interface ObservationCounts {
  readonly corroborated: Count;
  readonly disputed: Count;
  readonly noted: Count;
  readonly ofEarlierVersion: Count;
  /** Of all these: recorded by somebody else about the observer, who has not confirmed it. */
  readonly attributed: Count;
}
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
}

/** What others say of a commitment on a day. */
export function countsOn({ state, observed = [] }: Observable, date: string): ObservationCounts {
  const counts = { corroborated: 0, disputed: 0, noted: 0, ofEarlierVersion: 0, attributed: 0 };
  for (const doc of observed) {
    const word = wordOn(doc, date);
    if (!word || word.said === 'withdrawn') continue;
    counts[isOfPresentVersion(state, doc, date) ? (word.said as Verdict) : 'ofEarlierVersion']++;
    if (voiceOn(doc, date) === 'attributed') counts.attributed++;
  }
  return counts;
}

/** A row is disputed, corroborated, or else as whose word it is. */
export const standingOf = (
  { disputed, corroborated }: ObservationCounts,
  voice: 'self-reported' | 'attributed',
): Standing => (disputed > 0 ? 'disputed' : corroborated > 0 ? 'corroborated' : voice);

const isOfPresentVersion = (state: CommitmentState, doc: ObservationDoc, date: string): boolean =>
  (wordOn(doc, date)?.version ?? 1) >= versionOf(state, doc.claim, date);

/** What a row can be found by: what others say of it as it stands, and whether a dispute has no answer yet. */
export const OBSERVED = ['corroborated', 'disputed', 'unanswered'] as const;
export const observedAs = (observable: Observable, date: string): readonly (typeof OBSERVED)[number][] => {
  const { state, observed = [] } = observable;
  const counts = countsOn(observable, date);
  return OBSERVED.filter((one) =>
    one === 'unanswered'
      ? observed.some((doc) => isUnansweredOn(doc, date) && isOfPresentVersion(state, doc, date))
      : counts[one] > 0,
  );
};
