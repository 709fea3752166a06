import { eventsOf, type AnyCommand } from '#kernel';
import { answerDisclosure } from './answer-disclosure/answer-disclosure.ts';
import { discloseConstraint } from './disclose-constraint/disclose-constraint.ts';
import { discloseIncentive } from './disclose-incentive/disclose-incentive.ts';
import { discloseInterest } from './disclose-interest/disclose-interest.ts';
import * as events from './events.ts';
import { recordTalk } from './record-talk/record-talk.ts';
import { retractDisclosure } from './retract-disclosure/retract-disclosure.ts';
import { supersedeDisclosure } from './supersede-disclosure/supersede-disclosure.ts';
import { widenAudience } from './widen-audience/widen-audience.ts';

/** Every command of this module: adding one is one line here. */
export const disclosureCommands: readonly AnyCommand[] = [
  discloseIncentive,
  discloseInterest,
  discloseConstraint,
  recordTalk,
  widenAudience,
  supersedeDisclosure,
  retractDisclosure,
  answerDisclosure,
];
/** Every kind of event of this module: sealed ones, and those of what was told to everybody. */
export const disclosureEvents = eventsOf(events);

export * from './disclosure.ts';
export * from './events.ts';
export { standingIn, type Known } from './guard.ts';
export * from './published.ts';
export { noteReading } from './reading.ts';
