import { normalText, type Entity, type StoredEvent } from '#kernel';
import { measured, type Measured } from './collective.ts';
import { announcementFolds, noAnnouncements, type Announcements } from './announcements.ts';
import { capabilityFolds, noCapabilities, withoutOffersOf, type Capabilities } from './capabilities.ts';
import { consentFolds, joined, left, type Electorate } from './proposals.ts';
import {
  changeSome,
  dayItTells,
  latest,
  put,
  putLast,
  toEntry,
  without,
  type Entries,
  type Entry,
} from './entry.ts';
import type * as Events from './events.ts';
import { missingVoiceFolds, noMissingVoices, type MissingVoices } from './missing-voices.ts';
import { nextStepFolds, noNextSteps, type NextSteps } from './next-steps.ts';
import { withPhases, type InPhase } from './phase.ts';
import { noWorkingGroups, withoutMember, workingGroupFolds, type WorkingGroups } from './working-groups.ts';

type Data<E extends keyof typeof Events> = Events.DataOf<(typeof Events)[E]>;
type Stored<E extends keyof typeof Events> = StoredEvent<string, Data<E>>;

export interface Invitation extends Entry<Data<'ParticipantInvited'>> {
  readonly declined: boolean;
  readonly declinedOn?: string;
  /** Who was invited has taken part since, and left. */
  readonly spent?: true;
  /** It was without an answer when the partnership closed. */
  readonly lapsed?: true;
}
export interface Pause {
  readonly since: string;
  readonly until?: string;
}
export interface Mandated extends Entry<Data<'MandateGranted'>> {
  readonly revokedOn?: string;
}
export interface Agreement extends Entry<Data<'AgreementProposed'>> {
  readonly endorsers: readonly string[];
  /** The latest day of its endorsements. */
  readonly endorsedOn: string;
  readonly formedOn?: string;
}
/** What is missing, needed, to be done and told. */
interface Together extends MissingVoices, Capabilities, NextSteps, WorkingGroups, Announcements {}
const nothingYet: Together = {
  ...noMissingVoices,
  ...noCapabilities,
  ...noNextSteps,
  ...noWorkingGroups,
  ...noAnnouncements,
};
/** A partnership as its events tell it: what its rules go by, and what is shown of it. */
export interface PartnershipState extends Electorate, Measured, Together, InPhase {
  /** The day it was convened. */
  readonly on: string;
  readonly title: string;
  readonly invitations: Entries<Invitation>;
  readonly calls: Entries<Entry<Data<'CallOpened'>>>;
  /** What each organisation said when it expressed interest. */
  readonly interests: Entries<Entry<string>>;
  readonly meetings: Entries<Entry<Data<'MeetingHeld'>>>;
  /** Whether it is paused, and since when it is or is not. */
  readonly pause: Entry<boolean>;
  readonly pauses: readonly Pause[];
  readonly agreements: Entries<Agreement>;
  /** By `mandateOf`. */
  readonly mandates: Entries<Mandated>;
  /** Who has left, and with which reason, if it gave one. */
  readonly former: Entries<Entry<Data<'ParticipantLeft'>['reason']>>;
}

const entry = <D>(event: StoredEvent<string, D>): Entry<D> => toEntry(event, event.data);

/** One mandate: an organisation and the source it may record from. */
export const mandateOf = ({ organisation, source }: { organisation: string; source: string }): string =>
  `${organisation} ${source}`;

export const partnershipStream = (partnership: string): string => `${partnership}-partnership-${partnership}`;

const folds = consentFolds<PartnershipState>();
/** Closing ends what invites; so does reopening what earlier versions let begin in a closed book. */
const ended =
  (type: 'PartnershipClosed' | 'PartnershipReopened') =>
  (state: PartnershipState, event: StoredEvent): PartnershipState => ({
    ...(folds[type]?.(state, event as never) ?? state),
    calls: new Map(),
    invitations: changeSome(
      state.invitations,
      ({ said, declined, spent }) => !declined && !spent && !state.participants.has(said.organisation),
      (one) => ({ ...one, lapsed: true as const }),
    ),
  });

export const Partnership: Entity<PartnershipState> = {
  kind: 'partnership',
  stream: ({ partnership }: { partnership: string }) => partnershipStream(partnership),
  evolve: withPhases<PartnershipState>({
    ...folds,
    ...missingVoiceFolds<PartnershipState>(),
    ...capabilityFolds<PartnershipState>(),
    ...nextStepFolds<PartnershipState>(),
    ...workingGroupFolds<PartnershipState>(),
    ...announcementFolds<PartnershipState>(),
    PartnershipConvened: (_, event: Stored<'PartnershipConvened'>) => ({
      on: dayItTells(event),
      title: event.data.title,
      // Partnerships are found and put together by it: what was stored in another form is the same programme.
      ...(event.data.programme === undefined ? {} : { programme: normalText(event.data.programme) }),
      ...(event.data.asks === undefined
        ? {}
        : { asks: toEntry(event, { programme: event.data.asks, by: 'convening' }) }),
      phase: toEntry(event, 'scoping'),
      problem: toEntry(event, event.data.problem),
      scope: toEntry(event, event.data.scope),
      lead: toEntry(event, event.data.organisation),
      formerConveners: [],
      indicators: new Map(),
      measurements: new Map(),
      membership: new Map(),
      arrivals: new Map(),
      participants: new Map(),
      former: new Map(),
      proposals: new Map(),
      invitations: new Map(),
      calls: new Map(),
      interests: new Map(),
      meetings: new Map(),
      pause: toEntry(event, false),
      pauses: [],
      agreements: new Map(),
      mandates: new Map(),
      ...nothingYet,
    }),
    PartnershipClosed: ended('PartnershipClosed'),
    PartnershipReopened: ended('PartnershipReopened'),
    ParticipantInvited: (state, event: Stored<'ParticipantInvited'>) => ({
      ...state,
      invitations: put(state.invitations, event.data.invitation, { ...entry(event), declined: false }),
    }),
    InvitationDeclined: (state, event: Stored<'InvitationDeclined'>) => {
      const { invitation, organisation } = event.data;
      const known = state.invitations.get(invitation);
      // Whoever declines was interested once; it may say so again.
      const interests = without(state.interests, organisation);
      return known
        ? {
            ...state,
            interests,
            invitations: put(state.invitations, invitation, {
              ...known,
              declined: true,
              declinedOn: entry(event).on,
            }),
          }
        : state;
    },
    CallOpened: (state, event: Stored<'CallOpened'>) => ({
      ...state,
      calls: put(state.calls, event.data.call, entry(event)),
    }),
    InterestExpressed: (state, event: Stored<'InterestExpressed'>) => ({
      ...state,
      interests: putLast(state.interests, event.data.organisation, toEntry(event, event.data.statement)),
    }),
    ParticipantJoined: (state, event: Stored<'ParticipantJoined'>) => ({
      ...joined(state, event),
      former: without(state.former, event.data.organisation),
    }),
    ParticipantLeft: (state, event: Stored<'ParticipantLeft'>) => ({
      ...left(state, event),
      interests: without(state.interests, event.data.organisation),
      invitations: changeSome(
        state.invitations,
        ({ said }) => said.organisation === event.data.organisation,
        (one) => ({ ...one, spent: true as const }),
      ),
      former: put(state.former, event.data.organisation, toEntry(event, event.data.reason)),
      ...withoutOffersOf(state, event.data.organisation),
      ...withoutMember(state, event.data.organisation),
    }),
    // Told beside the book's own stream, by the owner of the programme: views see them, and no decision here does.
    PartnershipAdmitted: (state, event: StoredEvent<string, { programme: string }>) =>
      state.belongsTo ? state : { ...state, belongsTo: toEntry(event, event.data.programme) },
    BelongingEnded: ({ belongsTo, ...state }, event: StoredEvent<string, { programme: string }>) =>
      belongsTo && belongsTo.said !== event.data.programme ? { ...state, belongsTo } : state,
    CollectiveIndicatorMeasured: measured,
    MeetingHeld: (state, event: Stored<'MeetingHeld'>) => ({
      ...state,
      meetings: put(state.meetings, event.data.meeting, entry(event)),
    }),
    PauseOpened: (state, event: StoredEvent) => ({
      ...state,
      pause: toEntry(event, true),
      pauses: [...state.pauses, { since: dayItTells(event) }],
    }),
    PauseClosed: (state, event: StoredEvent) => ({
      ...state,
      pause: toEntry(event, false),
      pauses: state.pauses.map((one) =>
        one.until === undefined ? { ...one, until: dayItTells(event) } : one,
      ),
    }),
    AgreementProposed: (state, event: Stored<'AgreementProposed'>) => ({
      ...state,
      agreements: put(state.agreements, event.data.agreement, {
        ...entry(event),
        endorsers: [],
        endorsedOn: dayItTells(event),
      }),
    }),
    AgreementEndorsed: (state, event: Stored<'AgreementEndorsed'>) =>
      changeAgreement(state, event.data.agreement, ({ endorsers, endorsedOn }) => ({
        endorsers: [...endorsers, event.data.organisation],
        endorsedOn: latest([endorsedOn, dayItTells(event)]),
      })),
    AgreementFormed: (state, event: Stored<'AgreementFormed'>) =>
      changeAgreement(state, event.data.agreement, () => ({ formedOn: dayItTells(event) })),
    MandateGranted: (state, event: Stored<'MandateGranted'>) => ({
      ...state,
      mandates: putLast(state.mandates, mandateOf(event.data), entry(event)),
    }),
    MandateRevoked: (state, event: Stored<'MandateRevoked'>) => {
      const known = state.mandates.get(mandateOf(event.data));
      const revokedOn = dayItTells(event);
      return known
        ? { ...state, mandates: put(state.mandates, mandateOf(event.data), { ...known, revokedOn }) }
        : state;
    },
  }),
};

/**
 * How an organisation belongs to the preliminary group, which takes no part, or not again: a participant has invited it,
 * or it says itself, and nobody else does, that it is interested. Undefined of who takes part, and of all others.
 */
export function preliminaryAs(
  { participants, interests, invitations }: PartnershipState,
  organisation: string,
): 'invited' | 'interested' | undefined {
  if (participants.has(organisation)) return undefined;
  const stands = ({ said, declined, spent, lapsed }: Invitation) =>
    said.organisation === organisation && !declined && !spent && !lapsed;
  if ([...invitations.values()].some(stands)) return 'invited';
  return interests.has(organisation) ? 'interested' : undefined;
}

function changeAgreement(
  state: PartnershipState,
  id: string,
  to: (agreement: Agreement) => Partial<Agreement>,
): PartnershipState {
  const agreement = state.agreements.get(id);
  return agreement
    ? { ...state, agreements: put(state.agreements, id, { ...agreement, ...to(agreement) }) }
    : state;
}
