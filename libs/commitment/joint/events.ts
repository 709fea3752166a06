import { event } from '#kernel';
import type { CommitmentId, JointCommitmentId, OrganisationId, PartnershipId } from '#vocabulary';
import type { Details, Outlined } from '../input.ts';
import type { Money } from '../particulars.ts';

/** What one party would promise of the whole. */
export interface ShareOf {
  readonly organisation: OrganisationId;
  readonly money?: Money;
  /** Where it says something else than the whole. */
  readonly statement?: string;
}
export interface OnJoint {
  readonly partnership: PartnershipId;
  readonly jointCommitment: JointCommitmentId;
}
export interface Proposed extends OnJoint {
  readonly proposedBy: OrganisationId;
  readonly details: Pick<Details, 'statement' | 'kind'> & Outlined;
  readonly shares: readonly ShareOf[];
}
interface OfParty extends OnJoint {
  readonly organisation: OrganisationId;
}
export interface Accepted extends OfParty {
  /** The party's own commitment, which its share now is. */
  readonly share: CommitmentId;
}
export interface Declined extends OfParty {
  readonly reason?: string;
}
export interface Left extends Accepted {
  readonly reason?: string;
}

export const JointCommitmentProposed = event<Proposed>()('JointCommitmentProposed', 'public');
export const ShareAccepted = event<Accepted>()('ShareAccepted', 'public');
export const ShareDeclined = event<Declined>()('ShareDeclined', 'public');
/** `parties`: who accepted, and stands by it. */
export const JointCommitmentFormed = event<OnJoint & { readonly parties: readonly OrganisationId[] }>()(
  'JointCommitmentFormed',
  'public',
);
export const PartyLeft = event<Left>()('PartyLeft', 'public');
