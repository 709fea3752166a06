import { event } from '#kernel';
import type {
  CommitmentId,
  Count,
  EntryId,
  OrganisationId,
  OwnerId,
  PartnershipId,
  Sha256,
} from '#vocabulary';
import type { ClaimKind } from './claim.ts';

export const VERDICTS = ['corroborated', 'disputed', 'noted'] as const;
/** What an observer says of a claim. */
export type Verdict = (typeof VERDICTS)[number];

/** Which claim, whose, and who says something of it. The organisation is the one whose claim it is. */
interface Observing {
  readonly partnership: PartnershipId;
  /** The commitment that the claim is on. */
  readonly commitment?: CommitmentId;
  readonly organisation: OwnerId;
  readonly observer: OrganisationId;
  /** The same for all that this observer says of this claim. */
  readonly observation: Sha256;
  readonly claim: {
    readonly about: ClaimKind;
    readonly entry?: EntryId;
    readonly meeting?: EntryId;
    readonly measurement?: EntryId;
  };
}
export interface Observed extends Observing {
  /** The version of the claim that was seen; as first said it is 1. */
  readonly claimVersion: Count;
  readonly text?: string;
  /** What the observer's word was before. */
  readonly from?: Verdict;
  /** Recorded by somebody else about the observer, who has yet to say so itself. */
  readonly attributed: boolean;
  /** The observer itself says now what was recorded about it. */
  readonly confirms?: true;
  /** Who gave the command. */
  readonly recordedBy: OrganisationId;
  readonly source?: { readonly system: string; readonly record: string; readonly version: Count };
}
export interface Answered extends Observing {
  readonly text: string;
  /** What is answered: the observer's word at that time. */
  readonly to: Verdict;
  readonly claimVersion: Count;
}
export interface Withdrawn extends Observing {
  /** What is withdrawn. */
  readonly from: Verdict;
  readonly reason?: string;
  /** The observer, or who recorded it. */
  readonly withdrawnBy: OrganisationId;
}

export const ClaimCorroborated = event<Observed>()('ClaimCorroborated', 'public');
export const ClaimDisputed = event<Observed>()('ClaimDisputed', 'public');
export const ObservationNoted = event<Observed>()('ObservationNoted', 'public');
export const ObservationAnswered = event<Answered>()('ObservationAnswered', 'public');
export const ObservationWithdrawn = event<Withdrawn>()('ObservationWithdrawn', 'public');

/** The observer's word by the type of event that says it. */
export const VERDICT_OF: Readonly<Record<string, Verdict>> = {
  [ClaimCorroborated.type]: 'corroborated',
  [ClaimDisputed.type]: 'disputed',
  [ObservationNoted.type]: 'noted',
};
