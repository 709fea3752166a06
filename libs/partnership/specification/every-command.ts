import type { AnyCommand, NewEvent } from '#kernel';
import { closePause } from '../close-pause/close-pause.ts';
import { consent } from '../consent/consent.ts';
import { endorseAgreement } from '../endorse-agreement/endorse-agreement.ts';
import { grantMandate } from '../grant-mandate/grant-mandate.ts';
import { holdMeeting } from '../hold-meeting/hold-meeting.ts';
import { inviteParticipant } from '../invite-participant/invite-participant.ts';
import { leavePartnership } from '../leave-partnership/leave-partnership.ts';
import { measureCollectiveIndicator } from '../measure-collective-indicator/measure-collective-indicator.ts';
import { object } from '../object/object.ts';
import { openCall } from '../open-call/open-call.ts';
import { openPause } from '../open-pause/open-pause.ts';
import { proposeAgreement } from '../propose-agreement/propose-agreement.ts';
import { propose } from '../propose/propose.ts';
import { recordAdoption } from '../record-adoption/record-adoption.ts';
import { refineProblem } from '../refine-problem/refine-problem.ts';
import { refineScope } from '../refine-scope/refine-scope.ts';
import { revokeMandate } from '../revoke-mandate/revoke-mandate.ts';
import { standAside } from '../stand-aside/stand-aside.ts';
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
  goal,
  mandated,
  met,
  objected,
  paused,
  proposal,
  proposed,
  reason,
  registered,
  second,
  source,
  stranger,
  terms,
} from './example.ts';

type Row = readonly [name: string, command: AnyCommand, says: object, after: readonly NewEvent[]];
const row = (command: AnyCommand, says: object = {}, ...after: readonly NewEvent[]): Row => [
  command.input.name,
  command,
  says,
  after,
];
const answer = { proposal };

/** Those that say something under an id of their own. */
export const entries: readonly Row[] = [
  row(inviteParticipant, { invitation: 'b', organisation: stranger, canActOn }, registered(stranger)),
  row(openCall, { call: 'b', text: 'Come' }),
  row(holdMeeting, { meeting: 'b', kind: 'working', attendees: [convener, second], agreed: [] }),
  row(propose, { proposal: 'b', subject: 'goal', text: goal }),
  row(measureCollectiveIndicator, { ...counted, measurement: 'b' }, dated('2020-02-01', adoptedOnline())),
  row(proposeAgreement, { agreement: 'b', ...terms }, met('agreement')),
];
/** Commands of an active participant: the least that the second one can say, and what it comes after. */
export const ofParticipants: readonly Row[] = [
  ...entries,
  row(refineProblem, { problem: 'Half of the world cannot learn from home', reason }),
  row(refineScope, { scope: { places: ['CO'], sdgTargets: [] }, reason }),
  row(leavePartnership),
  row(openPause),
  row(closePause, {}, paused()),
  row(consent, answer, proposed()),
  row(standAside, answer, proposed()),
  row(object, { ...answer, reason }, proposed()),
  row(withdrawObjection, answer, proposed(), objected(second)),
  row(recordAdoption, answer, proposed({ answerBy: '2020-09-20' }), consented(convener)),
  row(endorseAgreement, { agreement }, met('agreement'), agreed()),
  row(grantMandate, { organisation: stranger, source }, registered(stranger)),
  row(revokeMandate, { organisation: stranger, source }, mandated(stranger)),
];
