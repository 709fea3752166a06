import { defineProjection, type EventDefinition, type Projection, type StoredEvent } from '#kernel';
import type * as consent from './consent.ts';
import type * as events from './events.ts';
import type * as missingVoices from './missing-voices.ts';
import type * as nextSteps from './next-steps.ts';
import type * as workingGroups from './working-groups.ts';

/** One thing that happened in a partnership. */
export interface TimelineItem {
  readonly event: string;
  readonly type: string;
  readonly partnership: string;
  readonly commitment?: string;
  /** Whom it concerns. */
  readonly organisation?: string;
  /** Who said so, and for whom. */
  readonly by: string;
  readonly onBehalfOf?: string;
  readonly recordedAt: string;
  readonly effectiveOn: string;
  readonly basis?: string;
  readonly said: unknown;
}
export interface TimelineDoc extends TimelineItem {
  /** Orders; never leaves the system. */
  readonly position: string;
}

type Kind =
  | keyof typeof events
  | keyof typeof consent
  | keyof typeof missingVoices
  | keyof typeof nextSteps
  | keyof typeof workingGroups;
/**
 * Seen by those who take part, or were invited; everything else is for everybody, capabilities, announced decisions and
 * shared practices too.
 */
const FOR_PARTICIPANTS: ReadonlySet<string> = new Set<Kind>([
  'ParticipantInvited',
  'InvitationDeclined',
  'InterestExpressed',
  'MeetingHeld',
  'ProposalMade',
  'Consented',
  'StoodAside',
  'Objected',
  'ObjectionWithdrawn',
  'AgreementProposed',
  'AgreementEndorsed',
  'MissingVoiceFlagged',
  'MissingVoiceResolved',
  'NextStepTaken',
  'NextStepFinished',
  'NextStepDropped',
  'WorkingGroupFormed',
  'WorkingGroupJoined',
  'WorkingGroupClosed',
]);

type Seen = Pick<StoredEvent, 'type' | 'data'>;

/** The meeting that an event records, or that it says something of: who attended it sees that, too. */
export function meetingIn({ type, data }: Seen): string | undefined {
  const { meeting, claim } = data as { meeting?: string; claim?: { about?: string; meeting?: string } };
  if (type === 'MeetingHeld') return meeting;
  return claim?.about === 'meeting' ? claim.meeting : undefined;
}

/** Whether only they see an event: by its type, or because it is said of a meeting. */
export const isForParticipants = (event: Seen): boolean =>
  FOR_PARTICIPANTS.has(event.type) || meetingIn(event) !== undefined;

/** What somebody sees of a book beside what is public: all that is for participants, or the meetings it attended. */
export interface Sight {
  readonly inside: boolean;
  readonly attended: ReadonlySet<string>;
}
export const isSeenBy = ({ inside, attended }: Sight, event: Seen): boolean =>
  inside || !isForParticipants(event) || attended.has(meetingIn(event) ?? '');

function itemOf({ id, type, data, metadata, position }: StoredEvent): TimelineDoc {
  const { partnership = '', commitment, organisation, ...said } = data as Record<string, string>;
  const { recordedAt = '', effectiveOn = '', organisation: by = '', onBehalfOf, basis } = metadata;
  return {
    event: id,
    type,
    partnership,
    ...(commitment === undefined ? {} : { commitment }),
    ...(organisation === undefined ? {} : { organisation }),
    by,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    recordedAt,
    effectiveOn,
    ...(basis === undefined ? {} : { basis }),
    said,
    position,
  };
}

/**
 * Everything that happened in a book, one document an event.
 *
 * @param definitions the kinds of events to tell; guards and markers tell nothing
 */
export const timelineOf = (
  definitions: readonly Pick<EventDefinition, 'type'>[],
): Projection<TimelineDoc, TimelineItem> =>
  defineProjection<TimelineDoc, TimelineItem>({
    name: 'timeline',
    version: 4,
    keys: ({ position }) => [position],
    on: Object.fromEntries(definitions.map(({ type }) => [type, (_, event: StoredEvent) => itemOf(event)])),
    columns: {
      partnership: { kind: 'text', steady: true, of: ({ partnership }) => partnership },
      position: { kind: 'text', steady: true, of: ({ position }) => position },
      type: { kind: 'text', steady: true, of: ({ type }) => type },
      recordedAt: { kind: 'text', steady: true, of: ({ recordedAt }) => recordedAt },
      by: { kind: 'text', steady: true, of: ({ by }) => by },
      organisation: { kind: 'text', steady: true, of: ({ organisation }) => organisation ?? null },
      commitment: { kind: 'text', steady: true, of: ({ commitment }) => commitment ?? null },
      effectiveOn: { kind: 'text', of: ({ effectiveOn }) => effectiveOn },
      public: {
        kind: 'integer',
        steady: true,
        of: ({ type, said }) => (isForParticipants({ type, data: said }) ? 0 : 1),
      },
      meeting: {
        kind: 'text',
        steady: true,
        of: ({ type, said }) => meetingIn({ type, data: said }) ?? null,
      },
    },
    at: ({ position: _, ...item }) => item,
  });
