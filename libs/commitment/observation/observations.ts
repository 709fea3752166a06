import { defineProjection, type StoredEvent } from '#kernel';
import type { CommitmentId, Count, Day, OrganisationId, OwnerId, PartnershipId, Sha256 } from '#vocabulary';
import type { Observed, Verdict } from './events.ts';
import { OBSERVATION_EVENTS } from './observation.ts';
import { isOfItself } from './itself.ts';
import {
  afterObservation,
  isUnansweredOn,
  voiceOn,
  wordOn,
  type ObservationDoc,
  type Saying,
} from './sayings.ts';

/** What one organisation says of another's claim, and what the other answers. */
export interface ObservationRow {
  readonly observation: Sha256;
  readonly partnership: PartnershipId;
  readonly commitment?: CommitmentId;
  readonly claim: Observed['claim'];
  readonly observer: OrganisationId;
  /** Whose claim it is. */
  readonly organisation: OwnerId;
  readonly verdict: Verdict | 'withdrawn';
  /** Whose word the verdict is: the observer's own, or recorded about it. */
  readonly voice: 'own' | 'attributed';
  readonly recordedBy: OrganisationId;
  /** It is no other's word, and counts nowhere: the observer, or who recorded it, is whose claim it is. */
  readonly ofItself?: true;
  /** When the observer itself said what had been recorded about it. */
  readonly confirmedOn?: Day;
  /** The version of the claim that was seen. */
  readonly version: Count;
  readonly text?: string;
  /** Of the observer's latest word. */
  readonly saidOn: Day;
  /** Of its first. */
  readonly effectiveOn: Day;
  /** What whose claim it is says of that. */
  readonly answer?: Saying;
  readonly source?: ObservationDoc['source'];
  /** All that was said on either side, by the events it stands on. */
  readonly history: readonly Saying[];
}

const verdictOn = (doc: ObservationDoc, date: string): ObservationRow['verdict'] | null =>
  (wordOn(doc, date)?.said as ObservationRow['verdict'] | undefined) ?? null;
/** Whether it waits for the observer to say itself what was recorded in its name, or to take it back. */
const isUnconfirmedOn = (doc: ObservationDoc, date: string): boolean =>
  voiceOn(doc, date) === 'attributed' && verdictOn(doc, date) !== 'withdrawn' && !isOfItself(doc, date);
const firstOf = ({ sayings: [first] }: ObservationDoc): Saying => first as Saying;

/** As it reads on a day; before its first, as it was said then. */
export function observationRow(doc: ObservationDoc, day: string): ObservationRow {
  const date = day > firstOf(doc).on ? day : firstOf(doc).on;
  const { sayings, source, ...about } = doc;
  const history = sayings.filter(({ on }) => on <= date);
  const said = history.findLast(({ attributed }) => attributed !== undefined) as Saying;
  const answer = history.findLast((one) => one.said === 'answered');
  const { text, version = 1, by, on, confirms } = said;
  return {
    ...about,
    verdict: verdictOn(doc, date) as ObservationRow['verdict'],
    voice: voiceOn(doc, date),
    recordedBy: by,
    ...(isOfItself(doc, date) ? { ofItself: true } : {}),
    ...(confirms ? { confirmedOn: on } : {}),
    version,
    ...(text === undefined ? {} : { text }),
    saidOn: on,
    effectiveOn: firstOf(doc).on,
    ...(answer ? { answer } : {}),
    ...(source ? { source } : {}),
    history,
  };
}

/** Who said what about whom: one document an observation, whatever it is about. */
export const observations = defineProjection<ObservationDoc, ObservationRow>({
  name: 'observations',
  version: 5,
  keys: ({ data }) => {
    const { partnership, observation } = data as Observed;
    return [`${partnership} ${observation}`];
  },
  on: Object.fromEntries(
    OBSERVATION_EVENTS.map((type) => [
      type,
      (doc: ObservationDoc | undefined, event: StoredEvent) => afterObservation(doc, event),
    ]),
  ),
  columns: {
    partnership: { kind: 'text', steady: true, of: ({ partnership }) => partnership },
    commitment: { kind: 'text', steady: true, of: ({ commitment }) => commitment ?? null },
    about: { kind: 'text', steady: true, of: ({ claim }) => claim.about },
    observer: { kind: 'text', steady: true, of: ({ observer }) => observer },
    organisation: { kind: 'text', steady: true, of: ({ organisation }) => organisation },
    verdict: { kind: 'text', of: verdictOn },
    voice: { kind: 'text', of: voiceOn },
    unanswered: {
      kind: 'integer',
      of: (doc, date) => (isUnansweredOn(doc, date) && !isOfItself(doc, date) ? 1 : 0),
    },
    unconfirmed: { kind: 'integer', of: (doc, date) => (isUnconfirmedOn(doc, date) ? 1 : 0) },
    effectiveOn: { kind: 'text', of: (doc) => firstOf(doc).on },
    public: { kind: 'integer', of: ({ claim }) => (claim.about === 'meeting' ? 0 : 1) },
    meeting: { kind: 'text', steady: true, of: ({ claim }) => claim.meeting ?? null },
  },
  at: observationRow,
});
