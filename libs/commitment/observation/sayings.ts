import type { StoredEvent } from '#kernel';
import type { Count, Day, EventId, Instant, OrganisationId } from '#vocabulary';
import { dayItTells } from '#partnership';
import {
  ObservationAnswered,
  ObservationWithdrawn,
  VERDICT_OF,
  type Answered,
  type Observed,
  type Withdrawn,
  type Verdict,
} from './events.ts';

/** One thing that was said: the observer's word, that it is withdrawn, or the other side's answer. */
export interface Saying {
  readonly event: EventId;
  readonly said: Verdict | 'withdrawn' | 'answered';
  readonly on: Day;
  readonly recordedAt: Instant;
  /** Who gave the command. */
  readonly by: OrganisationId;
  readonly version?: Count;
  readonly text?: string;
  readonly attributed?: boolean;
  readonly confirms?: true;
}
/** What a view keeps of an observation: of which claim, by whom, and all that was said, in the order of the days. */
export interface ObservationDoc extends Pick<
  Observed,
  'partnership' | 'commitment' | 'organisation' | 'observer' | 'observation' | 'claim' | 'source'
> {
  readonly sayings: readonly Saying[];
}

const words = (text: string | undefined) => (text === undefined ? {} : { text });

function wordsIn({ type, data }: StoredEvent): Pick<Saying, 'said'> & Partial<Saying> {
  if (type === ObservationAnswered.type) {
    const { text, claimVersion } = data as Answered;
    return { said: 'answered', version: claimVersion, ...words(text) };
  }
  if (type === ObservationWithdrawn.type) return { said: 'withdrawn', ...words((data as Withdrawn).reason) };
  const { claimVersion, text, attributed, confirms } = data as Observed;
  return {
    said: VERDICT_OF[type] as Verdict,
    version: claimVersion,
    attributed,
    ...words(text),
    ...(confirms ? { confirms } : {}),
  };
}

/** An observation after one more event of its own. */
export function afterObservation(doc: ObservationDoc | undefined, event: StoredEvent): ObservationDoc {
  const { partnership, commitment, organisation, observer, observation, claim, source } =
    event.data as Observed;
  const { recordedAt = '', organisation: by = '' } = event.metadata;
  const on = dayItTells(event);
  const saying: Saying = { event: event.id, on, recordedAt, by, ...wordsIn(event) };
  const before = doc?.sayings ?? [];
  const from = source ?? doc?.source;
  return {
    observation,
    partnership,
    ...(commitment === undefined ? {} : { commitment }),
    claim,
    observer,
    organisation,
    ...(from ? { source: from } : {}),
    sayings: before.toSpliced(before.findLastIndex((one) => one.on <= on) + 1, 0, saying),
  };
}

/** The observer's word on a day, as it stands or was withdrawn; undefined before its first. */
export const wordOn = ({ sayings }: ObservationDoc, date: string): Saying | undefined =>
  sayings.findLast(({ said, on }) => said !== 'answered' && on <= date);

/**
 * Whether whose claim it is disputed has said nothing to the observer's word yet; what only another recorded about the
 * observer waits for no answer.
 */
export const isUnansweredOn = (doc: ObservationDoc, date: string): boolean =>
  wordOn(doc, date)?.said === 'disputed' &&
  voiceOn(doc, date) === 'own' &&
  doc.sayings.findLast(({ on }) => on <= date)?.said !== 'answered';

const latestWordOn = ({ sayings }: ObservationDoc, date: string): Saying | undefined =>
  sayings.findLast(({ attributed, on }) => attributed !== undefined && on <= date);

/** Who gave the command by which the observer's word on a day was said. */
export const recorderOn = (doc: ObservationDoc, date: string): string =>
  latestWordOn(doc, date)?.by ?? doc.observer;

/** Whose word it is on a day: the observer's own, or recorded about it by another. */
export const voiceOn = (doc: ObservationDoc, date: string): 'own' | 'attributed' =>
  latestWordOn(doc, date)?.attributed ? 'attributed' : 'own';
