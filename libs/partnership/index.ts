import { eventsOf, type AnyCommand } from '#kernel';
import { announceDecision } from './announce-decision/announce-decision.ts';
import * as announcements from './announcements.ts';
import * as closedGuards from './closed.ts';
import * as capabilities from './capabilities.ts';
import { closePause } from './close-pause/close-pause.ts';
import { closeWorkingGroup } from './close-working-group/close-working-group.ts';
import * as collective from './collective.ts';
import * as proposals from './proposals.ts';
import { consent } from './consent/consent.ts';
import { convenePartnership } from './convene-partnership/convene-partnership.ts';
import { declineInvitation } from './decline-invitation/decline-invitation.ts';
import { dropNextStep } from './drop-next-step/drop-next-step.ts';
import { endorseAgreement } from './endorse-agreement/endorse-agreement.ts';
import * as events from './events.ts';
import { expressInterest } from './express-interest/express-interest.ts';
import { finishNextStep } from './finish-next-step/finish-next-step.ts';
import { flagMissingVoice } from './flag-missing-voice/flag-missing-voice.ts';
import { formWorkingGroup } from './form-working-group/form-working-group.ts';
import { grantMandate } from './grant-mandate/grant-mandate.ts';
import { holdMeeting } from './hold-meeting/hold-meeting.ts';
import { inviteParticipant } from './invite-participant/invite-participant.ts';
import { joinPartnership } from './join-partnership/join-partnership.ts';
import { joinWorkingGroup } from './join-working-group/join-working-group.ts';
import { leavePartnership } from './leave-partnership/leave-partnership.ts';
import { measureCollectiveIndicator } from './measure-collective-indicator/measure-collective-indicator.ts';
import * as guards from './membership.ts';
import * as missingVoices from './missing-voices.ts';
import { nameCapability } from './name-capability/name-capability.ts';
import * as nextSteps from './next-steps.ts';
import { object } from './object/object.ts';
import { offerCapability } from './offer-capability/offer-capability.ts';
import { openCall } from './open-call/open-call.ts';
import { openPause } from './open-pause/open-pause.ts';
import { admitPartnership, endBelonging, registerProgramme } from './programme/index.ts';
import * as belongings from './programme/belonging-events.ts';
import * as programmeRegistrations from './programme/events.ts';
import { proposeAgreement } from './propose-agreement/propose-agreement.ts';
import { propose } from './propose/propose.ts';
import { recordAdoption } from './record-adoption/record-adoption.ts';
import { refineProblem } from './refine-problem/refine-problem.ts';
import { refineScope } from './refine-scope/refine-scope.ts';
import { resolveMissingVoice } from './resolve-missing-voice/resolve-missing-voice.ts';
import { revokeMandate } from './revoke-mandate/revoke-mandate.ts';
import { sharePractice } from './share-practice/share-practice.ts';
import { standAside } from './stand-aside/stand-aside.ts';
import * as outcomes from './subjects.ts';
import { takeNextStep } from './take-next-step/take-next-step.ts';
import { withdrawObjection } from './withdraw-objection/withdraw-objection.ts';
import * as workingGroups from './working-groups.ts';

/** Every command of this module: adding one is one line here. */
export const partnershipCommands: readonly AnyCommand[] = [
  convenePartnership,
  refineProblem,
  refineScope,
  inviteParticipant,
  declineInvitation,
  openCall,
  expressInterest,
  joinPartnership,
  leavePartnership,
  flagMissingVoice,
  resolveMissingVoice,
  holdMeeting,
  takeNextStep,
  finishNextStep,
  dropNextStep,
  openPause,
  closePause,
  nameCapability,
  offerCapability,
  propose,
  consent,
  standAside,
  object,
  withdrawObjection,
  recordAdoption,
  measureCollectiveIndicator,
  proposeAgreement,
  endorseAgreement,
  announceDecision,
  sharePractice,
  formWorkingGroup,
  joinWorkingGroup,
  closeWorkingGroup,
  grantMandate,
  revokeMandate,
  registerProgramme,
  admitPartnership,
  endBelonging,
];

/** Every kind of event of this module: those of the partnership's own stream, and the guards beside it. */
export const partnershipEvents = eventsOf(
  events,
  missingVoices,
  nextSteps,
  capabilities,
  proposals,
  outcomes,
  collective,
  announcements,
  workingGroups,
  belongings,
  guards,
  closedGuards,
);
/** Of programmes, which are in no book. */
export const programmeEvents = eventsOf(programmeRegistrations);

export * from './collective.ts';
export * from './announcements.ts';
export * from './capabilities.ts';
export * from './closed.ts';
export * from './consent.ts';
export * from './entry.ts';
export { guardClosed } from './guard-closed/guard-closed.ts';
export * from './events.ts';
export * from './overview/measurements.ts';
export * from './membership.ts';
export * from './missing-voices.ts';
export * from './next-steps.ts';
export * from './partnership.ts';
export * from './book-command.ts';
export * from './proposals.ts';
export * from './period.ts';
export * from './programme/index.ts';
export * from './subjects.ts';
export { openWithout } from './overview/open.ts';
export * from './overview/overview.ts';
export { rhythmsAt, rhythmsOf } from './overview/rhythms.ts';
export * from './overview/six-steps.ts';
export * from './timeline.ts';
export * from './visibility.ts';
export * from './working-groups.ts';
export type { Phase } from './phase.ts';
