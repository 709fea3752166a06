import type * as commitment from '#commitment';
import type * as disclosure from '#disclosure';
import type * as partnership from '#partnership';
import type { CommitmentId, EntryId, OrganisationId, OwnerId } from '#vocabulary';
import type { Told } from './message.ts';

type DataOf<E> = partnership.DataOf<E>;
/** What happened, without the ids that are said beside it. */
type ChangeBy<E> = Omit<DataOf<E>, 'partnership' | 'commitment' | 'organisation'>;

interface OfPartnership<E> extends Told {
  readonly change: ChangeBy<E>;
}
interface OfOrganisation<E> extends OfPartnership<E> {
  /** Whom it concerns. */
  readonly organisation: OrganisationId;
}
interface OfCommitment<E> extends Told {
  readonly commitment: CommitmentId;
  /** Whose commitment it is. */
  readonly organisation: OwnerId;
  readonly change: ChangeBy<E>;
  /** The commitment as it stands after the change, on the day it was recorded. */
  readonly state: commitment.LedgerRow;
}

/** What others say of a claim on a commitment; nothing else of what they say is told. */
interface OfObservation<E> extends Told {
  readonly commitment: CommitmentId;
  /** Whose claim it is. */
  readonly organisation: OwnerId;
  readonly change: Omit<ChangeBy<E>, 'claim'> & {
    readonly claim: {
      /** An entry, a fulfilment, the promise itself as it stands, or the absence of a report. */
      readonly about: 'entry' | 'fulfilment' | 'commitment' | 'silence';
      readonly entry?: EntryId;
    };
  };
  /** The commitment as it stands, on the day it was recorded: an observation changes nothing but its own count. */
  readonly state: commitment.LedgerRow;
}

/**
 * The public contract: what is told to everybody outside, one member a type, with the sentence that explains it. The
 * schemas in `schemas.json` are generated from these types (`npm run contracts`).
 *
 * Version 1 of a type only ever gains: a field, or a value of an enumeration. Nothing is removed, renamed or given
 * another meaning; that would be version 2, told under a type of its own.
 */
export interface PublicData {
  /** A partnership was convened around a problem; `organisation` is the convener. */
  PartnershipConvened: OfOrganisation<typeof partnership.PartnershipConvened>;
  /** The participants agreed to close the partnership. */
  PartnershipClosed: OfPartnership<typeof partnership.PartnershipClosed>;
  /** An organisation joined, and said its own priorities. */
  ParticipantJoined: OfOrganisation<typeof partnership.ParticipantJoined>;
  /** A participant left; its commitments stay its own. */
  ParticipantLeft: OfOrganisation<typeof partnership.ParticipantLeft>;
  /** The participants adopted a goal by consent. */
  GoalAdopted: OfPartnership<typeof partnership.GoalAdopted>;
  /** An agreement was formed: it stands for those who endorsed it. */
  AgreementFormed: OfPartnership<typeof partnership.AgreementFormed>;
  /** A commitment was made, or recorded about an organisation by another that is named. */
  CommitmentMade: OfCommitment<typeof commitment.CommitmentMade>;
  /** A pledge was made: an intention, not yet firm. */
  PledgeMade: OfCommitment<typeof commitment.PledgeMade>;
  /** A pledge became a firm commitment. */
  PledgeFirmed: OfCommitment<typeof commitment.PledgeFirmed>;
  /** What was left open of a commitment was filled in. */
  CommitmentDetailed: OfCommitment<typeof commitment.CommitmentDetailed>;
  /** Something already said of a commitment was replaced from a day on, with the reason. */
  CommitmentAmended: OfCommitment<typeof commitment.CommitmentAmended>;
  /** A milestone was planned. */
  MilestonePlanned: OfCommitment<typeof commitment.MilestonePlanned>;
  /** A milestone was given another due date. */
  MilestoneRescheduled: OfCommitment<typeof commitment.MilestoneRescheduled>;
  /** A milestone was reached. */
  MilestoneReached: OfCommitment<typeof commitment.MilestoneReached>;
  /** A budget was set for a commitment. */
  BudgetSet: OfCommitment<typeof commitment.BudgetSet>;
  /** Money or goods were handed over. */
  DisbursementRecorded: OfCommitment<typeof commitment.DisbursementRecorded>;
  /** Money was spent. */
  ExpenditureRecorded: OfCommitment<typeof commitment.ExpenditureRecorded>;
  /** Progress was reported: by the owner (`selfReport`), or by who recorded the commitment. */
  ProgressReported: OfCommitment<typeof commitment.ProgressReported>;
  /** Evidence was attached: where it is kept, and its fingerprint. */
  EvidenceAttached: OfCommitment<typeof commitment.EvidenceAttached>;
  /** An error in an entry was corrected; the old value, the difference and the reason stay. */
  EntryCorrected: OfCommitment<typeof commitment.EntryCorrected>;
  /** An entry was revised for new information; the old value, the difference and the reason stay. */
  EntryRestated: OfCommitment<typeof commitment.EntryRestated>;
  /** A commitment was suspended. */
  CommitmentSuspended: OfCommitment<typeof commitment.CommitmentSuspended>;
  /** A suspended commitment goes on. */
  CommitmentResumed: OfCommitment<typeof commitment.CommitmentResumed>;
  /** A commitment was fulfilled, as its owner says. */
  CommitmentFulfilled: OfCommitment<typeof commitment.CommitmentFulfilled>;
  /** A commitment was withdrawn. */
  CommitmentWithdrawn: OfCommitment<typeof commitment.CommitmentWithdrawn>;
  /** An owner offered its commitment to another organisation, as it stands. */
  TransferOffered: OfCommitment<typeof commitment.TransferOffered>;
  /** A commitment ended in favour of another: of the same owner, or of the organisation that took it over (`to`). */
  CommitmentSuperseded: OfCommitment<typeof commitment.CommitmentSuperseded>;
  /** An organisation proposed what several would promise together, each its own share. */
  JointCommitmentProposed: OfPartnership<typeof commitment.JointCommitmentProposed>;
  /** A party accepted its share of a joint commitment: from now on it is a commitment of its own (`share`). */
  ShareAccepted: OfOrganisation<typeof commitment.ShareAccepted>;
  /** A party declined its share of a joint commitment. */
  ShareDeclined: OfOrganisation<typeof commitment.ShareDeclined>;
  /** All have answered, and at least two stand by their shares: the joint commitment is formed. */
  JointCommitmentFormed: OfPartnership<typeof commitment.JointCommitmentFormed>;
  /** A party left a joint commitment; the others stand by their shares. */
  PartyLeft: OfOrganisation<typeof commitment.PartyLeft>;
  /** An organisation confirmed what was recorded about it: it is its own word from now on. */
  AttributionConfirmed: OfCommitment<typeof commitment.AttributionConfirmed>;
  /** An organisation rejected what was recorded about it. */
  AttributionRejected: OfCommitment<typeof commitment.AttributionRejected>;
  /** Another organisation says that a claim is so, or it is recorded that it said so (`attributed`). */
  ClaimCorroborated: OfObservation<typeof commitment.ClaimCorroborated>;
  /** Another organisation says that a claim is not so, and why. */
  ClaimDisputed: OfObservation<typeof commitment.ClaimDisputed>;
  /** Another organisation says something of a claim that neither corroborates nor disputes it. */
  ObservationNoted: OfObservation<typeof commitment.ObservationNoted>;
  /** The organisation whose claim it is answered an observation. */
  ObservationAnswered: OfObservation<typeof commitment.ObservationAnswered>;
  /** An observation was withdrawn: by the observer, or by who had recorded it. */
  ObservationWithdrawn: OfObservation<typeof commitment.ObservationWithdrawn>;
  /** An organisation told everybody what drives it, what it wants or what limits it. */
  DisclosurePublished: OfOrganisation<typeof disclosure.DisclosurePublished>;
  /** What an organisation had told everybody was said anew. */
  PublishedDisclosureSuperseded: OfOrganisation<typeof disclosure.PublishedDisclosureSuperseded>;
  /** What an organisation had told everybody was retracted. */
  PublishedDisclosureRetracted: OfOrganisation<typeof disclosure.PublishedDisclosureRetracted>;
  /** Another organisation said how its plans take a public disclosure into account. */
  PublishedDisclosureAnswered: OfOrganisation<typeof disclosure.PublishedDisclosureAnswered>;
}
