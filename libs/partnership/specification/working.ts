import { announceDecision } from '../announce-decision/announce-decision.ts';
import { closeWorkingGroup } from '../close-working-group/close-working-group.ts';
import { dropNextStep } from '../drop-next-step/drop-next-step.ts';
import { finishNextStep } from '../finish-next-step/finish-next-step.ts';
import { flagMissingVoice } from '../flag-missing-voice/flag-missing-voice.ts';
import { formWorkingGroup } from '../form-working-group/form-working-group.ts';
import { holdMeeting } from '../hold-meeting/hold-meeting.ts';
import { joinPartnership } from '../join-partnership/join-partnership.ts';
import { joinWorkingGroup } from '../join-working-group/join-working-group.ts';
import { leavePartnership } from '../leave-partnership/leave-partnership.ts';
import { nameCapability } from '../name-capability/name-capability.ts';
import { offerCapability } from '../offer-capability/offer-capability.ts';
import { resolveMissingVoice } from '../resolve-missing-voice/resolve-missing-voice.ts';
import { sharePractice } from '../share-practice/share-practice.ts';
import { takeNextStep } from '../take-next-step/take-next-step.ts';
import { convener } from './example.ts';
import { dayAfter, type Row } from './steps.ts';

/** The commands of what is missing, needed, to be done and told, while organisations come and go. */
export const working: readonly Row[] = [
  [joinPartnership, () => ({ priorities: ['Reach'] })],
  [joinPartnership, () => ({ priorities: ['Reach'] })],
  [leavePartnership, () => ({})],
  [flagMissingVoice, ({ n }) => ({ voice: `v${n}`, who: `Voice ${n}`, why: 'They know' })],
  [resolveMissingVoice, ({ n }) => ({ voice: `v${n}`, how: 'consulted' })],
  [nameCapability, ({ n }) => ({ capability: `c${n}`, text: `Need ${n}` })],
  [offerCapability, ({ n, today }) => ({ capability: `c${n}`, text: `Offer ${today}` })],
  [offerCapability, ({ n, today }) => ({ capability: `c${n}`, text: `Offer ${today}` })],
  [holdMeeting, ({ n }) => ({ meeting: `m${n}`, kind: 'working', attendees: [convener], agreed: [] })],
  [takeNextStep, ({ n, today }) => ({ step: `s${n}`, text: `Step ${n}`, due: dayAfter(today + n) })],
  [finishNextStep, ({ n }) => ({ step: `s${n}` })],
  [dropNextStep, ({ n }) => ({ step: `s${n}` })],
  [announceDecision, ({ n }) => ({ decision: `d${n}`, text: `Decision ${n}`, meeting: `m${n}` })],
  [sharePractice, ({ n }) => ({ practice: `p${n}`, title: `Practice ${n}`, text: 'Like this' })],
  [formWorkingGroup, ({ n }) => ({ group: `g${n}`, purpose: `Purpose ${n}` })],
  [joinWorkingGroup, ({ n }) => ({ group: `g${n}` })],
  [joinWorkingGroup, ({ n }) => ({ group: `g${n}` })],
  [closeWorkingGroup, ({ n }) => ({ group: `g${n}` })],
];
