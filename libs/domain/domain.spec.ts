import { isPublic, PUBLIC_EVENTS } from '#contracts';
import { audiences, events, told } from './index.ts';

/**
 * Who may see each kind of event that a store may hold already. Moving one tells what was kept from somebody, or keeps
 * what was told; a new kind needs no line.
 */
const WHO_MAY_SEE = {
  public: `
    PartnershipConvened ParticipantJoined ParticipantLeft GoalAdopted AgreementFormed PartnershipClosed PartnershipReopened
    CommitmentMade PledgeMade PledgeFirmed CommitmentDetailed CommitmentAmended
    MilestonePlanned MilestoneRescheduled MilestoneReached BudgetSet DisbursementRecorded ExpenditureRecorded
    ProgressReported EvidenceAttached EntryCorrected EntryRestated EntryVoided ReturnRecorded
    CommitmentSuspended CommitmentResumed CommitmentFulfilled CommitmentWithdrawn CommitmentSuperseded
    TransferOffered AttributionConfirmed AttributionRejected RecordEnded RecordResumed
    JointCommitmentProposed ShareAccepted ShareDeclined JointCommitmentFormed PartyLeft
    ClaimCorroborated ClaimDisputed ObservationNoted ObservationAnswered ObservationWithdrawn
    DisclosurePublished PublishedDisclosureSuperseded PublishedDisclosureRetracted PublishedDisclosureAnswered
    ProblemRefined ScopeRefined CallOpened PauseOpened PauseClosed CapabilityNamed CapabilityOffered
    CollectiveIndicatorAdopted CollectiveIndicatorMeasured ExpansionAdopted LeadHandedOver
    DecisionAnnounced PracticeShared MandateGranted MandateRevoked
    OrganisationRegistered OrganisationChanged IdentifierProven IdentifierUnproven EventSetAside ClockAccepted
    DuplicateJoined DuplicateParted DuplicateKept DuplicateReleased DuplicateConfirmed DuplicateDenied`,
  participants: `
    ParticipantInvited InvitationDeclined InterestExpressed MeetingHeld
    ProposalMade Consented StoodAside Objected ObjectionWithdrawn AgreementProposed AgreementEndorsed
    MissingVoiceFlagged MissingVoiceResolved NextStepTaken NextStepFinished NextStepDropped
    WorkingGroupFormed WorkingGroupJoined WorkingGroupClosed`,
  guard: `
    MembershipOpened MembershipClosed MandateOpened MandateClosed CollectiveIndicatorOpened SourceRecorded
    IdentifierTaken IdentifierReleased IdentifierBound IdentifierUnbound SuccessorNamed DisclosureForgotten PersonForgotten
    BookClosed BookReopened OrganisationActed OrganisationMuted OrganisationUnmuted`,
  sealed: `
    Disclosed AudienceWidened DisclosureSuperseded DisclosureRetracted DisclosureAnswered DisclosureRead
    FocalPointNamed FocalPointWithdrawn`,
};
/** Of no book, and so in no timeline. */
const OF_NO_BOOK =
  /^Organisation|^Identifier|^Duplicate|^Succession|^Programme|^EventSetAside$|^ClockAccepted$/;

type Who = keyof typeof WHO_MAY_SEE;
const typesOf = (who: Who): string[] => WHO_MAY_SEE[who].trim().split(/\s+/);
const typesIn = (list: readonly { readonly type: string }[]): string[] => list.map(({ type }) => type).sort();
const typesFor = (...who: string[]): string[] =>
  typesIn(events.filter(({ audience }) => who.includes(audience)));

describe('Who may see an event', () => {
  it.each(Object.keys(WHO_MAY_SEE) as Who[])('is said by its definition: %s', (who) => {
    expect(typesFor(who)).toEqual(expect.arrayContaining(typesOf(who)));
  });

  it('is said once of each kind', () => {
    expect(typesIn(events)).toEqual([...new Set(typesIn(events))]);
  });

  it('decides which of them a book tells: those for somebody else than decisions and a sealed audience', () => {
    const expected = typesFor('public', 'public', 'participants').filter((type) => !OF_NO_BOOK.test(type));
    expect(typesIn(told)).toEqual(expected);
  });

  it('decides which of them are only for those inside', () => {
    const found = events.filter(({ type }) => audiences.isForParticipants({ type, data: {} }));
    expect(typesIn(found)).toEqual(typesFor('participants'));
  });

  it('decides which of them are told outside: all that anybody may see of a book or an organisation', () => {
    const expected = typesFor('public').filter((type) => !/^EventSetAside$|^ClockAccepted$/.test(type));
    expect(typesIn(PUBLIC_EVENTS)).toEqual(expected);
    const on = (data: object) =>
      typesIn(events.filter(({ type }) => isPublic({ type, data } as Parameters<typeof isPublic>[0])));
    expect(on({ commitment: 'cmt_1' })).toEqual(expected);
    // Of a meeting, what others say is for those inside, as the meeting is.
    const ofMeeting = on({ claim: { about: 'meeting', meeting: 'm1' } });
    expect(ofMeeting).toEqual(expected.filter((type) => !/^Claim|^Observation/.test(type)));
  });

  it('is narrower of what is said of a meeting, and of a kind of event that is not known', () => {
    const ofMeeting = { type: 'ClaimDisputed', data: { claim: { about: 'meeting', meeting: 'm1' } } };
    expect(audiences.isForParticipants(ofMeeting)).toBe(true);
    expect(audiences.isForParticipants({ type: 'OfALaterVersion', data: {} })).toBe(true);
  });
});
