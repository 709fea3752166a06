import type { AnyCommand, NewEvent } from '#kernel';
import { announceDecision } from '../announce-decision/announce-decision.ts';
import { closePause } from '../close-pause/close-pause.ts';
import { closeWorkingGroup } from '../close-working-group/close-working-group.ts';
import { consent } from '../consent/consent.ts';
import { dropNextStep } from '../drop-next-step/drop-next-step.ts';
import { endorseAgreement } from '../endorse-agreement/endorse-agreement.ts';
import { finishNextStep } from '../finish-next-step/finish-next-step.ts';
import { flagMissingVoice } from '../flag-missing-voice/flag-missing-voice.ts';
import { formWorkingGroup } from '../form-working-group/form-working-group.ts';
import { grantMandate } from '../grant-mandate/grant-mandate.ts';
import { partnershipCommands } from '../index.ts';
import { holdMeeting } from '../hold-meeting/hold-meeting.ts';
import { inviteParticipant } from '../invite-participant/invite-participant.ts';
import { joinWorkingGroup } from '../join-working-group/join-working-group.ts';
import { leavePartnership } from '../leave-partnership/leave-partnership.ts';
import { measureCollectiveIndicator } from '../measure-collective-indicator/measure-collective-indicator.ts';
import { nameCapability } from '../name-capability/name-capability.ts';
import { object } from '../object/object.ts';
import { offerCapability } from '../offer-capability/offer-capability.ts';
import { openCall } from '../open-call/open-call.ts';
import { openPause } from '../open-pause/open-pause.ts';
import { participant } from '../book-command.ts';
import { proposeAgreement } from '../propose-agreement/propose-agreement.ts';
import { propose } from '../propose/propose.ts';
import { recordAdoption } from '../record-adoption/record-adoption.ts';
import { refineProblem } from '../refine-problem/refine-problem.ts';
import { refineScope } from '../refine-scope/refine-scope.ts';
import { resolveMissingVoice } from '../resolve-missing-voice/resolve-missing-voice.ts';
import { revokeMandate } from '../revoke-mandate/revoke-mandate.ts';
import { sharePractice } from '../share-practice/share-practice.ts';
import { standAside } from '../stand-aside/stand-aside.ts';
import { takeNextStep } from '../take-next-step/take-next-step.ts';
import { withdrawObjection } from '../withdraw-objection/withdraw-objection.ts';
import {
  adoptedOnline,
  agreed,
  agreement,
  canActOn,
  consented,
  convener,
  counted,
  dated,
  flagged,
  formed,
  goal,
  mandated,
  met,
  missing,
  named,
  need,
  next,
  objected,
  offer,
  paused,
  proposal,
  proposed,
  reason,
  registered,
  second,
  source,
  stranger,
  taken,
  terms,
  work,
} from './example.ts';

type Row = readonly [name: string, command: AnyCommand, says: object, after: readonly NewEvent[]];
const row = (command: AnyCommand, says: object = {}, ...after: readonly NewEvent[]): Row => [
  command.input.name,
  command,
  says,
  after,
];
const answer = { proposal };

/** Those that say something under an id of their own: here it is always `b`. */
export const entries: readonly Row[] = [
  row(inviteParticipant, { invitation: 'b', organisation: stranger, canActOn }, registered(stranger)),
  row(openCall, { call: 'b', text: 'Come' }),
  row(holdMeeting, { meeting: 'b', kind: 'working', attendees: [convener, second], agreed: [] }),
  row(flagMissingVoice, { voice: 'b', who: 'Teachers', why: 'They know' }),
  row(nameCapability, { capability: 'b', text: 'Backhaul' }),
  row(takeNextStep, { step: 'b', text: 'Send the map', due: '2020-10-31' }),
  row(announceDecision, { decision: 'b', text: 'We begin in Colombia' }),
  row(sharePractice, { practice: 'b', title: 'Masts', text: 'One builds, both use' }),
  row(formWorkingGroup, { group: 'b', purpose: 'Spectrum' }),
  row(propose, { proposal: 'b', subject: 'goal', text: goal }),
  row(measureCollectiveIndicator, { ...counted, measurement: 'b' }, dated('2020-02-01', adoptedOnline())),
  row(proposeAgreement, { agreement: 'b', ...terms }, met('agreement')),
];
const written: readonly Row[] = [
  ...entries,
  row(refineProblem, { problem: 'Half of the world cannot learn from home', reason }),
  row(refineScope, { scope: { places: ['CO'], sdgTargets: [] }, reason }),
  row(leavePartnership),
  row(resolveMissingVoice, { voice: missing.voice, how: 'consulted' }, flagged()),
  row(offerCapability, { capability: need.capability, text: offer }, named()),
  row(finishNextStep, { step: next.step }, taken(second)),
  row(dropNextStep, { step: next.step }, taken(second)),
  row(joinWorkingGroup, { group: work.group }, formed(convener)),
  row(closeWorkingGroup, { group: work.group }, formed(second)),
  row(openPause),
  row(closePause, {}, paused()),
  row(consent, answer, proposed()),
  row(standAside, answer, proposed()),
  row(object, { ...answer, reason }, proposed()),
  row(withdrawObjection, answer, proposed(), objected(second)),
  row(recordAdoption, answer, proposed({ answerBy: '2020-09-20' }), consented(convener), consented(second)),
  row(endorseAgreement, { agreement }, met('agreement'), agreed()),
  row(grantMandate, { organisation: stranger, source }, registered(stranger)),
  row(revokeMandate, { organisation: stranger, source }, mandated(stranger)),
];
/**
 * Commands of an active participant: the least that the second one can say, and what it comes after; where nothing is
 * written above, its example, and that it comes after nothing.
 */
export const ofParticipants: readonly Row[] = [
  ...written,
  ...partnershipCommands
    .filter(({ allow, input }) => allow === participant && !written.some(([name]) => name === input.name))
    .map((command) => row(command, command.input.example)),
];
