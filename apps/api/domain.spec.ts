import { isPublic, PUBLIC_EVENTS } from '#contracts';
import { audiences, events, told } from './domain.ts';

/** Every kind of event, by who may see it. Moving one tells what was kept from somebody, or keeps what was told. */
const WHO_MAY_SEE = {
  contract: `
    PartnershipConvened ParticipantJoined ParticipantLeft GoalAdopted AgreementFormed PartnershipClosed
    CommitmentMade PledgeMade PledgeFirmed CommitmentDetailed CommitmentAmended
    MilestonePlanned MilestoneRescheduled MilestoneReached BudgetSet DisbursementRecorded ExpenditureRecorded
    ProgressReported EvidenceAttached EntryCorrected EntryRestated
    CommitmentSuspended CommitmentResumed CommitmentFulfilled CommitmentWithdrawn CommitmentSuperseded
    TransferOffered AttributionConfirmed AttributionRejected
    JointCommitmentProposed ShareAccepted ShareDeclined JointCommitmentFormed PartyLeft
    ClaimCorroborated ClaimDisputed ObservationNoted ObservationAnswered ObservationWithdrawn
    DisclosurePublished PublishedDisclosureSuperseded PublishedDisclosureRetracted PublishedDisclosureAnswered`,
  public: `
    ProblemRefined ScopeRefined CallOpened PauseOpened PauseClosed CapabilityNamed CapabilityOffered
    CollectiveIndicatorAdopted CollectiveIndicatorMeasured ExpansionAdopted LeadHandedOver
    DecisionAnnounced PracticeShared MandateGranted MandateRevoked
    OrganisationRegistered OrganisationChanged IdentifierProven IdentifierUnproven EventSetAside`,
  participants: `
    ParticipantInvited InvitationDeclined InterestExpressed MeetingHeld
    ProposalMade Consented StoodAside Objected ObjectionWithdrawn AgreementProposed AgreementEndorsed
    MissingVoiceFlagged MissingVoiceResolved NextStepTaken NextStepFinished NextStepDropped
    WorkingGroupFormed WorkingGroupJoined WorkingGroupClosed`,
  guard: `
    MembershipOpened MembershipClosed MandateOpened MandateClosed CollectiveIndicatorOpened SourceRecorded
    IdentifierTaken IdentifierBound IdentifierUnbound SuccessorNamed DisclosureForgotten PersonForgotten`,
  sealed: `
    Disclosed AudienceWidened DisclosureSuperseded DisclosureRetracted DisclosureAnswered DisclosureRead
    FocalPointNamed FocalPointWithdrawn`,
};
/** Of no book, and so in no timeline. */
const OF_NO_BOOK =
  'OrganisationRegistered OrganisationChanged IdentifierProven IdentifierUnproven EventSetAside'.split(' ');

const typesOf = (...who: (keyof typeof WHO_MAY_SEE)[]): string[] =>
  who.flatMap((one) => WHO_MAY_SEE[one].trim().split(/\s+/)).sort();
const typesIn = (list: readonly { readonly type: string }[]): string[] => list.map(({ type }) => type).sort();

describe('Who may see an event', () => {
  it.each(Object.keys(WHO_MAY_SEE) as (keyof typeof WHO_MAY_SEE)[])(
    'is said by its definition: %s',
    (who) => {
      expect(typesIn(events.filter(({ audience }) => audience === who))).toEqual(typesOf(who));
    },
  );

  it('decides which of them a book tells: those for somebody else than decisions and a sealed audience', () => {
    const expected = typesOf('contract', 'public', 'participants').filter((one) => !OF_NO_BOOK.includes(one));
    expect(typesIn(told)).toEqual(expected);
  });

  it('decides which of them are only for those inside', () => {
    const found = events.filter(({ type }) => audiences.isForParticipants({ type, data: {} }));
    expect(typesIn(found)).toEqual(typesOf('participants'));
  });

  it('decides which of them are told outside', () => {
    expect(typesIn(PUBLIC_EVENTS)).toEqual(typesOf('contract'));
    const on = (data: object) =>
      typesIn(events.filter(({ type }) => isPublic({ type, data } as Parameters<typeof isPublic>[0])));
    expect(on({ commitment: 'cmt_1' })).toEqual(typesOf('contract'));
    // Of a meeting or a measurement, what others say of it is told in the book alone.
    expect(on({})).toEqual(typesOf('contract').filter((type) => !/^Claim|^Observation/.test(type)));
  });

  it('is narrower of what is said of a meeting, and of a kind of event that is not known', () => {
    const ofMeeting = { type: 'ClaimDisputed', data: { claim: { about: 'meeting', meeting: 'm1' } } };
    expect(audiences.isForParticipants(ofMeeting)).toBe(true);
    expect(audiences.isForParticipants({ type: 'OfALaterVersion', data: {} })).toBe(true);
  });
});
