import type * as commitment from '#commitment';
import type * as disclosure from '#disclosure';
import type * as organisation from '#organisation';
import type * as partnership from '#partnership';
import type { CommitmentId, Day, EntryId, OrganisationId, OwnerId, PartnershipId } from '#vocabulary';
import type { CommitmentStanding, LeftOut, PartnershipStanding, Said, Told } from './message.ts';

type DataOf<E> = partnership.DataOf<E>;
/** What happened, without the ids that are said beside it. */
type ChangeBy<E> = Omit<DataOf<E>, 'partnership' | 'commitment' | 'organisation'>;

interface OfBook extends Said {
  readonly partnership: PartnershipId;
}
interface OfPartnership<E> extends OfBook, LeftOut {
  readonly change: ChangeBy<E>;
  /** The partnership as anybody sees it after the change, on the day it was recorded. */
  readonly state?: PartnershipStanding;
}
interface OfOrganisation<E> extends OfPartnership<E> {
  /** Whom it concerns. */
  readonly organisation: OrganisationId;
}
interface OfCommitment<E> extends OfBook, LeftOut {
  readonly commitment: CommitmentId;
  /** Whose commitment it is. */
  readonly organisation: OwnerId;
  readonly change: ChangeBy<E>;
  /** The commitment as it stands after the change, on the day it was recorded. */
  readonly state?: CommitmentStanding;
}
/** What becomes of an organisation, whatever it takes part in. */
interface OfItself<E> extends Omit<Said, 'by'>, LeftOut {
  /** The organisation that said so, or an operator. */
  readonly by: OrganisationId | 'operator';
  readonly organisation: OrganisationId;
  readonly change: ChangeBy<E>;
  /** The organisation as it is listed after the change. */
  readonly state?: organisation.DirectoryEntry;
}

/** What others say of a claim; nothing else of what they say is told. */
interface OfObservation<E> extends OfBook, LeftOut {
  /** The commitment that the claim is on, where it is on one. */
  readonly commitment?: CommitmentId;
  /** Whose claim it is. */
  readonly organisation: OwnerId;
  readonly change: Omit<ChangeBy<E>, 'claim'> & {
    readonly claim: {
      /** An entry, a fulfilment, the promise itself as it stands, the absence of a report, or a measurement. */
      readonly about: 'entry' | 'fulfilment' | 'commitment' | 'silence' | 'measurement';
      readonly entry?: EntryId;
      readonly measurement?: EntryId;
    };
  };
  /** The commitment as it stands, on the day it was recorded: an observation changes nothing but its own count. */
  readonly state?: CommitmentStanding;
}

/** What came with a day, and nobody did: told once the day is over, by what was recorded until then. */
interface OfDay extends Told, LeftOut {
  readonly partnership: PartnershipId;
  readonly commitment: CommitmentId;
  /** Whose commitment it is. */
  readonly organisation: OwnerId;
  readonly change: {
    /** The last day to be in time. */
    readonly due: Day;
  };
  /** The commitment as it stands on that day. */
  readonly state?: CommitmentStanding;
}
interface OfMilestone extends OfDay {
  readonly change: OfDay['change'] & { readonly entry: EntryId; readonly title: string };
}

/**
 * What time alone does. A later report, or another date, says so itself: nothing of this is withdrawn. It is told for no day
 * before what it follows from was recorded.
 */
export interface OfTime {
  /** The day came on which the next report is due, by the rhythm that applies; none was recorded until its end. */
  ReportDue: OfDay;
  /** The day of the next report has passed, and none was recorded; whatever is reported from now on is welcome. */
  ReportOverdue: OfDay;
  /** The day of a milestone has passed, and it is not recorded as reached. */
  MilestonePassed: OfMilestone;
  /** The last day of a promise's own window has passed, and it is still open. */
  PromiseDue: OfDay;
}

/** What an operator has told, once Pledgebook reckons otherwise than it did. */
export interface OfOperators {
  /**
   * A commitment was told otherwise than it is told now, of the same day: nothing was recorded since, and Pledgebook reckons
   * otherwise than it did. `state` takes the place of what was told before.
   */
  CommitmentRestated: Omit<OfDay, 'change'> & {
    readonly by: 'operator';
    readonly change: { readonly reason: string };
  };
}

/**
 * The public contract: what is told to everybody outside, one member a type, with the sentence that explains it. The
 * schemas in `schemas.json` are generated from these types (`npm run contracts`).
 *
 * Version 1 of a type only ever gains: a field, or a value of an enumeration. Nothing is removed, renamed or given
 * another meaning; that would be version 2, told under a type of its own.
 */
export interface PublicData extends OfTime, OfOperators {
  /** An organisation was registered: by itself, or listed by somebody else, who is named. */
  OrganisationRegistered: OfItself<typeof organisation.OrganisationRegistered>;
  /** An organisation was renamed, merged, dissolved, or listed with other details; `successor` goes on for it. */
  OrganisationChanged: OfItself<typeof organisation.OrganisationChanged>;
  /** An organisation named who would go on in its place: a merger stands once `successor` accepts. */
  SuccessionOffered: OfItself<typeof organisation.SuccessionOffered>;
  /** The organisation that was named goes on in its place. */
  SuccessionAccepted: OfItself<typeof organisation.SuccessionAccepted>;
  /** The organisation that was named does not go on in its place. */
  SuccessionRefused: OfItself<typeof organisation.SuccessionRefused>;
  /** An operator vouches that an identifier is the organisation's own, and says how it knows. */
  IdentifierProven: OfItself<typeof organisation.IdentifierProven>;
  /** An operator vouches no more for an identifier, and says why. */
  IdentifierUnproven: OfItself<typeof organisation.IdentifierUnproven>;
  /** What an organisation claims was proven for another (`by`): its own claim counts for nothing. */
  IdentifierTakenOver: OfItself<typeof organisation.IdentifierTakenOver>;
  /** What an organisation claims is not proven for another any more. */
  IdentifierGivenBack: OfItself<typeof organisation.IdentifierGivenBack>;
  /** An operator joined an organisation's listing to another of the same one, `kept`: no command is taken from it any more. */
  DuplicateJoined: OfItself<typeof organisation.DuplicateJoined>;
  /** An operator undid that a listing is a duplicate of `kept`, and says why. */
  DuplicateParted: OfItself<typeof organisation.DuplicateParted>;
  /** An operator joined `duplicate` to an organisation's listing, which is kept. */
  DuplicateKept: OfItself<typeof organisation.DuplicateKept>;
  /** An operator undid that `duplicate` was joined to an organisation's listing. */
  DuplicateReleased: OfItself<typeof organisation.DuplicateReleased>;
  /** An organisation says that `listing` is of itself, too, and which of both is to be kept (`keep`). */
  DuplicateConfirmed: OfItself<typeof organisation.DuplicateConfirmed>;
  /** An organisation says no more that `listing` is of itself, too. */
  DuplicateDenied: OfItself<typeof organisation.DuplicateDenied>;
  /** A programme was registered; `organisation` owns it, and says which partnerships belong to it. */
  ProgrammeRegistered: OfItself<typeof partnership.ProgrammeRegistered>;
  /** The owner of a programme (`organisation`) admitted a partnership that had asked: it belongs to it from now on. */
  PartnershipAdmitted: OfOrganisation<typeof partnership.PartnershipAdmitted>;
  /** The owner of a programme ended that a partnership belongs to it. */
  BelongingEnded: OfOrganisation<typeof partnership.BelongingEnded>;
  /** The participants adopted, by consent, to which programme they ask to belong; `programme` is missing where to none. */
  BelongingAdopted: OfPartnership<typeof partnership.BelongingAdopted>;
  /** A partnership was convened around a problem; `organisation` is the convener. */
  PartnershipConvened: OfOrganisation<typeof partnership.PartnershipConvened>;
  /** The problem was put in other words, for the reason given. */
  ProblemRefined: OfPartnership<typeof partnership.ProblemRefined>;
  /** The places or SDG targets that a partnership works on are others, for the reason given. */
  ScopeRefined: OfPartnership<typeof partnership.ScopeRefined>;
  /** Everybody is called upon to join. */
  CallOpened: OfPartnership<typeof partnership.CallOpened>;
  /** A pause was opened, in which no agreement is formed. */
  PauseOpened: OfPartnership<typeof partnership.PauseOpened>;
  /** A pause was closed. */
  PauseClosed: OfPartnership<typeof partnership.PauseClosed>;
  /** The participants adopted, by consent, what they measure together. */
  CollectiveIndicatorAdopted: OfPartnership<typeof partnership.CollectiveIndicatorAdopted>;
  /** A participant measured what is measured together; it says nothing of who brought the value about. */
  CollectiveIndicatorMeasured: OfPartnership<typeof partnership.CollectiveIndicatorMeasured>;
  /** The participants agreed to expand, in words or to a wider scope. */
  ExpansionAdopted: OfPartnership<typeof partnership.ExpansionAdopted>;
  /** The participants handed the lead over: `organisation` is the convener from now on. */
  LeadHandedOver: OfOrganisation<typeof partnership.LeadHandedOver>;
  /** A participant named what success needs. */
  CapabilityNamed: OfPartnership<typeof partnership.CapabilityNamed>;
  /** An organisation offers what success needs. */
  CapabilityOffered: OfOrganisation<typeof partnership.CapabilityOffered>;
  /** A participant announced a decision. */
  DecisionAnnounced: OfOrganisation<typeof partnership.DecisionAnnounced>;
  /** A participant shared a practice that others can take over. */
  PracticeShared: OfOrganisation<typeof partnership.PracticeShared>;
  /** An organisation was given a mandate to record about others from a named source. */
  MandateGranted: OfOrganisation<typeof partnership.MandateGranted>;
  /** A mandate to record about others was taken back. */
  MandateRevoked: OfOrganisation<typeof partnership.MandateRevoked>;
  /** The participants agreed to close the partnership. */
  PartnershipClosed: OfPartnership<typeof partnership.PartnershipClosed>;
  /** The participants agreed to reopen a partnership that was closed. */
  PartnershipReopened: OfPartnership<typeof partnership.PartnershipReopened>;
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
  /** Money came back, of what was handed over or spent (`of`), and of which entry (`payment`) where that is known. */
  ReturnRecorded: OfCommitment<typeof commitment.ReturnRecorded>;
  /** Progress was reported: by the owner (`selfReport`), or by who recorded the commitment. */
  ProgressReported: OfCommitment<typeof commitment.ProgressReported>;
  /** Evidence was attached: where it is kept, and its fingerprint. */
  EvidenceAttached: OfCommitment<typeof commitment.EvidenceAttached>;
  /** An error in an entry was corrected; the old value, the difference and the reason stay. */
  EntryCorrected: OfCommitment<typeof commitment.EntryCorrected>;
  /** An entry was revised for new information; the old value, the difference and the reason stay. */
  EntryRestated: OfCommitment<typeof commitment.EntryRestated>;
  /** An entry was struck through: it never was so, and counts nowhere; what it said and the reason stay. */
  EntryVoided: OfCommitment<typeof commitment.EntryVoided>;
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
  /** An organisation confirmed that it is rightly named (`named`) in another's commitment. */
  NamingConfirmed: OfCommitment<typeof commitment.NamingConfirmed>;
  /** An organisation rejected being named in another's commitment, which counts on, marked. */
  NamingRejected: OfCommitment<typeof commitment.NamingRejected>;
  /** A record that nobody confirmed ended as its source says (`ended`), or its source has it no more (`removed`). */
  RecordEnded: OfCommitment<typeof commitment.RecordEnded>;
  /** The source has the record again: another commitment (`by`) stands for it. */
  RecordResumed: OfCommitment<typeof commitment.RecordResumed>;
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
