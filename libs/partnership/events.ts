import { event, type EventDefinition } from '#kernel';
import type { EntryId, OrganisationId, PartnershipId, Place, ProgrammeId, SdgTarget } from '#vocabulary';

/** Where and for which SDG targets a partnership works. */
export interface Scope {
  readonly places: readonly Place[];
  readonly sdgTargets: readonly SdgTarget[];
}
/** How the parties of an agreement keep each other informed. */
export interface SharingPractice {
  /** The rhythm: a report every so many months. */
  readonly everyMonths: number;
  readonly channel: string;
  /** What of it is public, in words. */
  readonly public: string;
}
export const MEETING_KINDS = ['scoping', 'agreement', 'review', 'working', 'showcase'] as const;
export type MeetingKind = (typeof MEETING_KINDS)[number];
/** Neutral codes: no participant has to explain itself. */
export const LEAVE_REASONS = ['completed', 'priorities-changed', 'capacity', 'reorganised', 'other'] as const;
export type LeaveReason = (typeof LEAVE_REASONS)[number];

/** The data of a kind of event, told from its definition. */
export type DataOf<E> = E extends EventDefinition<string, infer D> ? D : never;

interface In {
  readonly partnership: PartnershipId;
}
/** `organisation` is whom the event concerns. */
interface Of extends In {
  readonly organisation: OrganisationId;
}

/** `organisation` is the convener; `programme` is a label, or the name of the programme that it `asks` to belong to. */
export const PartnershipConvened = event<
  Of & { title: string; problem: string; scope: Scope; programme?: string; asks?: ProgrammeId }
>()('PartnershipConvened', 'public');
/** How all agreed to it, where that was by consent: once a goal is adopted. */
interface ByConsent {
  readonly proposal?: EntryId;
  readonly consented?: readonly OrganisationId[];
  readonly stoodAside?: readonly OrganisationId[];
  readonly silent?: readonly OrganisationId[];
}
export const ProblemRefined = event<In & ByConsent & { from: string; to: string; reason: string }>()(
  'ProblemRefined',
  'public',
);
export const ScopeRefined = event<In & ByConsent & { from: Scope; to: Scope; reason: string }>()(
  'ScopeRefined',
  'public',
);

export const ParticipantInvited = event<
  Of & { invitation: string; canActOn: string; message?: string; invitedBy: string }
>()('ParticipantInvited', 'participants');
export const InvitationDeclined = event<Of & { invitation: string; reason?: string }>()(
  'InvitationDeclined',
  'participants',
);
export const CallOpened = event<In & { call: string; text: string; openedBy: string }>()(
  'CallOpened',
  'public',
);
export const InterestExpressed = event<Of & { statement: string; from?: string }>()(
  'InterestExpressed',
  'participants',
);

export const ParticipantJoined = event<Of & { priorities: readonly string[] }>()(
  'ParticipantJoined',
  'public',
);
export const ParticipantLeft = event<Of & { reason?: LeaveReason }>()('ParticipantLeft', 'public');

export const MeetingHeld = event<
  In & {
    meeting: string;
    kind: MeetingKind;
    attendees: readonly string[];
    agreed: readonly string[];
    recordedBy: string;
  }
>()('MeetingHeld', 'participants');
export const PauseOpened = event<In & { reason?: string; openedBy: string }>()('PauseOpened', 'public');
export const PauseClosed = event<In & { closedBy: string }>()('PauseClosed', 'public');

export const AgreementProposed = event<
  In & { agreement: string; title: string; text: string; sharing: SharingPractice; proposedBy: string }
>()('AgreementProposed', 'participants');
export const AgreementEndorsed = event<Of & { agreement: string }>()('AgreementEndorsed', 'participants');
export const AgreementFormed = event<In & { agreement: EntryId; endorsers: readonly OrganisationId[] }>()(
  'AgreementFormed',
  'public',
);

export const MandateGranted = event<Of & { source: string; grantedBy: string }>()('MandateGranted', 'public');
export const MandateRevoked = event<Of & { source: string; revokedBy: string; reason?: string }>()(
  'MandateRevoked',
  'public',
);
