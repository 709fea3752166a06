import fc from 'fast-check';
import type { AnyCommand } from '#kernel';
import { closePause } from '../close-pause/close-pause.ts';
import { consent } from '../consent/consent.ts';
import { declineInvitation } from '../decline-invitation/decline-invitation.ts';
import { endorseAgreement } from '../endorse-agreement/endorse-agreement.ts';
import { expressInterest } from '../express-interest/express-interest.ts';
import { grantMandate } from '../grant-mandate/grant-mandate.ts';
import { holdMeeting } from '../hold-meeting/hold-meeting.ts';
import { inviteParticipant } from '../invite-participant/invite-participant.ts';
import { joinPartnership } from '../join-partnership/join-partnership.ts';
import { leavePartnership } from '../leave-partnership/leave-partnership.ts';
import { measureCollectiveIndicator } from '../measure-collective-indicator/measure-collective-indicator.ts';
import { object } from '../object/object.ts';
import { openPause } from '../open-pause/open-pause.ts';
import { proposeAgreement } from '../propose-agreement/propose-agreement.ts';
import { propose } from '../propose/propose.ts';
import { recordAdoption } from '../record-adoption/record-adoption.ts';
import { refineProblem } from '../refine-problem/refine-problem.ts';
import { refineScope } from '../refine-scope/refine-scope.ts';
import { revokeMandate } from '../revoke-mandate/revoke-mandate.ts';
import { standAside } from '../stand-aside/stand-aside.ts';
import { withdrawObjection } from '../withdraw-objection/withdraw-objection.ts';
import { canActOn, convener, counted, online, second, source, terms, third } from './example.ts';

export const organisations = [convener, second, third] as const;
export const START = '2020-03-01';
export const dayAfter = (days: number): string =>
  new Date(Date.parse(START) + days * 86_400_000).toISOString().slice(0, 10);

/** What a command may say, told from three small numbers and today. */
type Says = (given: { n: number; who: string; today: number }) => object;
export type Row = readonly [command: AnyCommand, says: Says];
const proposal: Says = ({ n }) => ({ proposal: `p${n}` });

/** The commands of consent, those that matter most more often. */
export const consenting: readonly Row[] = [
  [joinPartnership, () => ({ priorities: ['Reach'] })],
  [joinPartnership, () => ({ priorities: ['Reach'] })],
  [leavePartnership, () => ({})],
  [propose, ({ n }) => ({ proposal: `p${n}`, subject: 'goal', text: `Goal ${n}` })],
  [
    propose,
    ({ n, today }) => ({
      proposal: `p${n}`,
      subject: n === 0 ? 'closing' : 'goal',
      text: `Soon ${n}`,
      answerBy: dayAfter(today + (n === 0 ? 30 : 14)),
    }),
  ],
  [
    propose,
    ({ n, who }) => {
      const proposed = { proposal: `p${n}`, text: `Together ${n}` };
      if (n === 0)
        return { ...proposed, subject: 'collective-indicator', indicator: { ...online, name: `N${n}` } };
      if (n === 1) return { ...proposed, subject: 'hand-over', to: who };
      return { ...proposed, subject: 'expansion', adds: { places: ['CO'], sdgTargets: [] } };
    },
  ],
  [consent, proposal],
  [consent, proposal],
  [consent, proposal],
  [standAside, proposal],
  [object, ({ n }) => ({ proposal: `p${n}`, reason: `Reason ${n}` })],
  [withdrawObjection, proposal],
  [withdrawObjection, proposal],
  [recordAdoption, proposal],
  [recordAdoption, proposal],
  [recordAdoption, proposal],
];
/** With everything else on the way to an agreement. */
export const agreeing: readonly Row[] = [
  ...consenting,
  [refineProblem, ({ n }) => ({ problem: `Problem ${n}`, reason: 'Sharper' })],
  [refineScope, ({ n }) => ({ scope: { places: [], sdgTargets: [`1.${n + 1}`] }, reason: 'Sharper' })],
  [inviteParticipant, ({ n, who }) => ({ invitation: `i${n}`, organisation: who, canActOn })],
  [declineInvitation, ({ n }) => ({ invitation: `i${n}` })],
  [expressInterest, ({ n }) => ({ statement: `Interest ${n}` })],
  [
    holdMeeting,
    ({ n, who }) => ({ meeting: `m${n}`, kind: 'agreement', attendees: [convener, who], agreed: [] }),
  ],
  [
    measureCollectiveIndicator,
    ({ n }) => ({
      ...counted,
      measurement: `q${n}`,
      ...(n === 2 ? { replaces: 'q1', reason: 'Late forms' } : {}),
    }),
  ],
  [openPause, () => ({})],
  [closePause, () => ({})],
  [proposeAgreement, ({ n }) => ({ agreement: `a${n}`, ...terms })],
  [endorseAgreement, ({ n }) => ({ agreement: `a${n}` })],
  [endorseAgreement, ({ n }) => ({ agreement: `a${n}` })],
  [grantMandate, ({ who }) => ({ organisation: who, source })],
  [revokeMandate, ({ who }) => ({ organisation: who, source })],
];

export interface Step {
  readonly command: AnyCommand;
  readonly says: { readonly proposal?: string; readonly effectiveOn?: string };
  readonly by: string;
  readonly today: string;
  /** As a counterexample is printed. */
  readonly [fc.toStringMethod]: () => string;
}

/** Random steps, rightly taken or not, on days that go on; some are told later than they happened. */
export const stepsOf = (rows: readonly Row[]): fc.Arbitrary<readonly Step[]> =>
  fc
    .array(
      fc.record({
        row: fc.constantFrom(...rows),
        n: fc.nat(2),
        who: fc.constantFrom(...organisations),
        by: fc.constantFrom(convener, ...organisations),
        later: fc.constantFrom(0, 0, 0, 0, 1, 2, 15),
        ago: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.nat(6) }),
      }),
      { minLength: 20, maxLength: 80, size: 'max' },
    )
    .map((drawn) => {
      let today = 0;
      return drawn.map(({ row: [command, says], n, who, by, later, ago }) => {
        today += later;
        const said = says({ n, who, today });
        const on = ago === undefined ? {} : { effectiveOn: dayAfter(today - ago) };
        const step = { command, says: { ...said, ...on }, by, today: dayAfter(today) };
        const words = `${step.today} ${by} ${command.input.name} ${JSON.stringify(step.says)}`;
        return { ...step, [fc.toStringMethod]: () => words };
      });
    });
