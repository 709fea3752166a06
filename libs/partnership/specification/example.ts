import type { NewEvent } from '#kernel';
import { OrganisationRegistered } from '#organisation';
import { orgId, ptnId } from '#specification';
import type { IndicatorPlan } from '#vocabulary';
import { CollectiveIndicatorMeasured } from '../collective.ts';
import { CapabilityNamed, CapabilityOffered } from '../capabilities.ts';
import { Consented, Objected, ProposalMade, StoodAside } from '../proposals.ts';
import type { DataOf } from '../events.ts';
import {
  AgreementEndorsed,
  AgreementProposed,
  CallOpened,
  InterestExpressed,
  MandateGranted,
  MeetingHeld,
  ParticipantInvited,
  ParticipantJoined,
  ParticipantLeft,
  PartnershipConvened,
  PauseClosed,
  PauseOpened,
  type MeetingKind,
} from '../events.ts';
import { CollectiveIndicatorAdopted } from '../subjects.ts';
import { MissingVoiceFlagged } from '../missing-voices.ts';
import { NextStepTaken } from '../next-steps.ts';
import { WorkingGroupFormed, WorkingGroupJoined } from '../working-groups.ts';

/** What the specifications of this module begin with: one book, those who meet in it, and what they have said. */
export const partnership = ptnId('book');
export const here = { partnership };
export const convener = orgId('convener');
export const second = orgId('second');
export const third = orgId('third');
/** Listed, and nothing more. */
export const stranger = orgId('stranger');

/** Who gives the command, on the day that specifications take for today. */
export const as = (organisation: string) => ({ actor: { organisation }, self: partnership });
/** Some days before it, and some after. */
export const [FIRST, EARLIER, EARLY] = ['2020-01-01', '2020-02-01', '2020-03-01'] as const;
export const TODAY = '2020-09-21';
export const dated = (effectiveOn: string, event: NewEvent): NewEvent => ({ ...event, effectiveOn });

/** Recorded on a day, and effective on it. */
export const recordedOn = (day: string, event: NewEvent): NewEvent =>
  Object.assign(dated(day, event), { metadata: { recordedAt: `${day}T12:00:00.000Z` } });

export const problem = 'Half of the world is not connected';
export const scope = { places: ['global'], sdgTargets: ['9.c'] };
export const reason = 'It had to be said';

const by = (organisation: string) => ({ partnership, organisation });
export const joined = (organisation: string): NewEvent =>
  ParticipantJoined({ ...by(organisation), priorities: ['Reach'] });
export const left = (organisation: string): NewEvent => ParticipantLeft(by(organisation));
/** Convened long ago; who joined, joined then. */
export const convened = (...others: readonly string[]): readonly NewEvent[] => [
  dated(FIRST, PartnershipConvened({ ...by(convener), title: 'Connectivity', problem, scope })),
  ...[convener, ...others].map((each) => dated(FIRST, joined(each))),
];
export const registered = (organisation: string): NewEvent =>
  OrganisationRegistered(
    { organisation, name: 'An organisation', registeredBy: organisation },
    `organisation-organisation-${organisation}`,
  );

export const canActOn = 'Mobile networks';
export const invited = (organisation: string, invitation = 'a'): NewEvent =>
  ParticipantInvited({ ...by(organisation), invitation, canActOn, invitedBy: convener });
export const called = (): NewEvent =>
  CallOpened({ partnership, call: 'a', text: 'Come', openedBy: convener });
export const interested = (organisation: string, statement = 'We can help'): NewEvent =>
  InterestExpressed({ ...by(organisation), statement });

export const met = (
  kind: MeetingKind,
  meeting: string = kind,
  attendees: readonly string[] = [convener],
): NewEvent => MeetingHeld({ partnership, meeting, kind, attendees, agreed: [], recordedBy: convener });
export const paused = (): NewEvent => PauseOpened({ partnership, openedBy: convener });
export const resumed = (): NewEvent => PauseClosed({ partnership, closedBy: convener });

export const proposal = 'goal-1';
export const goal = 'Connect every school';
export const proposed = (more: Partial<DataOf<typeof ProposalMade>> = {}): NewEvent =>
  ProposalMade({ partnership, proposal, subject: 'goal', text: goal, proposedBy: convener, ...more });
const voice = (organisation: string) => ({ ...by(organisation), proposal });
export const consented = (organisation: string): NewEvent => Consented(voice(organisation));
export const stoodAside = (organisation: string): NewEvent => StoodAside(voice(organisation));
export const objected = (organisation: string): NewEvent => Objected({ ...voice(organisation), reason });

/** What is measured together. */
export const online = {
  id: 'online',
  name: 'People online',
  level: 'outcome',
  unit: 'people',
  direction: 'increase',
  aggregation: 'sum',
  target: { value: '1000', on: '2025-12-31' },
} as const;
export const adoptedOnline = (more: Partial<IndicatorPlan> = {}): NewEvent =>
  CollectiveIndicatorAdopted({
    partnership,
    proposal: 'online-1',
    consented: [convener],
    stoodAside: [],
    silent: [],
    text: goal,
    indicator: { ...online, ...more },
  });
export const counted = {
  measurement: 'online-2020',
  indicator: online.id,
  period: { to: '2020-08-31' },
  value: '500',
  method: 'Household survey',
  source: 'ITU',
} as const;
export const measured = (more: Partial<DataOf<typeof CollectiveIndicatorMeasured>> = {}): NewEvent =>
  CollectiveIndicatorMeasured({
    partnership,
    ...counted,
    unit: online.unit,
    measuredBy: convener,
    version: 1,
    ...more,
  });

export const agreement = 'together';
export const terms = {
  title: 'Together',
  text: 'We build together',
  sharing: { everyMonths: 6, channel: 'The platform', public: 'Everything' },
};
export const agreed = (): NewEvent =>
  AgreementProposed({ partnership, agreement, ...terms, proposedBy: convener });
export const endorsed = (organisation: string): NewEvent =>
  AgreementEndorsed({ ...by(organisation), agreement });

export const source = 'fts';
export const mandated = (organisation: string): NewEvent =>
  MandateGranted({ ...by(organisation), source, grantedBy: convener });

export const missing = { voice: 'teachers', who: 'Teachers', why: 'They know what a connection is for' };
export const flagged = (organisation?: string): NewEvent =>
  MissingVoiceFlagged({ partnership, ...missing, organisation, flaggedBy: convener });
export const need = { capability: 'backhaul', text: 'Satellite backhaul' };
export const named = (...organisations: readonly string[]): NewEvent =>
  CapabilityNamed({
    partnership,
    ...need,
    organisations: organisations.length > 0 ? organisations : undefined,
    namedBy: convener,
  });
export const offer = 'Two satellites';
export const offered = (organisation: string, text = offer): NewEvent =>
  CapabilityOffered({ ...by(organisation), capability: need.capability, text });
export const next = { step: 'map', text: 'Send the map', due: '2020-10-31' };
export const taken = (organisation: string): NewEvent => NextStepTaken({ ...by(organisation), ...next });
export const work = { group: 'spectrum', purpose: 'Spectrum for rural networks' };
export const formed = (organisation: string): NewEvent =>
  WorkingGroupFormed({ ...by(organisation), ...work });
export const joinedGroup = (organisation: string): NewEvent =>
  WorkingGroupJoined({ ...by(organisation), group: work.group });
