/* oxlint-disable max-lines -- one table, read by the name of a command: what each says in a random history */
import { Commitment, commitmentCommands } from '#commitment';
import type { AnyCommand } from '#kernel';
import { partnershipCommands } from '#partnership';
import { MENDING } from './mending.ts';
import { OBSERVING, recipientOf } from './observing.ts';
import { OF_ORGANISATIONS } from './organisations.ts';
import { TOGETHER } from './together.ts';
import { WORKING } from './working.ts';
import { about, money, of, pick, reason, type Body, type Say, type Step, type World } from './world.ts';

const entry = (step: Step) => ({ entry: `e${step.with}` });
const indicator = {
  id: 'i',
  name: 'People',
  level: 'outcome',
  unit: 'people',
  direction: 'increase',
  aggregation: 'sum',
};
const promise = (step: Step, world: World): Body => ({
  ...of(step, world),
  statement: `Promise ${step.with}`,
  kind: pick(['financial', 'policy', 'programme'], step.with),
  ...(step.with > 1 ? { money: money(step) } : {}),
  ...(step.with > 3 ? { recipient: { organisation: recipientOf(step, world) } } : {}),
  ...(step.with > 2 ? { indicators: [indicator], reportEveryMonths: step.with } : {}),
});
const attributed = (step: Step, world: World): Body => ({
  ...promise(step, world),
  onBehalfOf: pick([...world.organisations, 'not-stated'], step.with),
  source: {
    system: 'fts',
    record: `r${step.with}`,
    version: step.on,
    tags: { status: pick(['paid', 'pledge'], step.on) },
  },
});

/** Words of what is for those who take part or were invited, to be found again wherever they come to stand. */
const amongThem = (step: Step): string => `okapi-${step.with}-`;

/** Commands with something of their own to say, those that matter most more often. */
const WRITTEN: readonly (readonly [string, Say])[] = [
  [
    'InviteParticipant',
    (step, world) => ({
      ...of(step, world),
      invitation: `v${step.with}`,
      organisation: pick(world.organisations, step.with),
      canActOn: amongThem(step),
    }),
  ],
  ['DeclineInvitation', (step, world) => ({ ...of(step, world), invitation: `v${step.with}` })],
  ['OpenCall', (step, world) => ({ ...of(step, world), call: `c${step.with}`, text: 'Come' })],
  ['ExpressInterest', (step, world) => ({ ...of(step, world), statement: amongThem(step) })],
  ['JoinPartnership', (step, world) => ({ ...of(step, world), priorities: [`P${step.with}`] })],
  ['JoinPartnership', (step, world) => ({ ...of(step, world), priorities: [`P${step.with}`] })],
  ['LeavePartnership', (step, world) => ({ ...of(step, world) })],
  [
    'RefineScope',
    (step, world) => ({
      ...of(step, world),
      scope: { places: [pick(['CO', 'PE', '419'], step.with)], sdgTargets: ['9.c'] },
      ...reason,
    }),
  ],
  ['RefineProblem', (step, world) => ({ ...of(step, world), problem: `Problem ${step.with}`, ...reason })],
  [
    'HoldMeeting',
    (step, world) => ({
      ...of(step, world),
      meeting: `m${step.with}`,
      kind: 'agreement',
      // Whoever records it is known there; the other may be nobody's guest yet, and is then refused.
      attendees: [...new Set([step.by, step.with < 3 ? step.by : step.with])].map((n) =>
        pick(world.organisations, n),
      ),
      agreed: [amongThem(step)],
    }),
  ],
  ['OpenPause', of],
  ['ClosePause', of],
  [
    'Propose',
    (step, world) => ({
      ...of(step, world),
      proposal: `g${step.with}`,
      subject: 'goal',
      text: `Goal ${step.with}`,
    }),
  ],
  ['RecordAdoption', (step, world) => ({ ...of(step, world), proposal: `g${step.with}` })],
  [
    'Propose',
    (step, world) => {
      const proposed = { ...of(step, world), proposal: `g${step.with}`, text: `Together ${step.with}` };
      if (step.with % 5 === 4)
        return {
          ...proposed,
          subject: 'belonging',
          ...(step.on % 2 ? { programme: world.programmes[0] } : {}),
        };
      if (step.with % 3 === 0) return { ...proposed, subject: 'collective-indicator', indicator };
      if (step.with % 3 === 1)
        return { ...proposed, subject: 'hand-over', to: pick(world.organisations, step.on) };
      return { ...proposed, subject: 'expansion', adds: { places: ['PE'], sdgTargets: [] } };
    },
  ],
  // Under ids that nothing else takes, so that a book is closed now and then, and not for long.
  [
    'Propose',
    (step, world) => ({
      ...of(step, world),
      proposal: `end-${step.with}`,
      subject: step.after % 2 ? 'closing' : 'reopening',
      text: `It is over, or not: ${step.with}`,
    }),
  ],
  ['Consent', (step, world) => ({ ...of(step, world), proposal: `end-${step.with}` })],
  [
    'MeasureCollectiveIndicator',
    (step, world) => ({
      ...of(step, world),
      measurement: `q${step.with}`,
      indicator: 'i',
      period: { to: '2020-12-31' },
      value: `${step.by}`,
      method: 'Survey',
      source: 'S',
      ...(step.on > 7 ? { replaces: `q${step.with - 1}`, ...reason } : {}),
    }),
  ],
  ['Consent', (step, world) => ({ ...of(step, world), proposal: `g${step.with}` })],
  ['StandAside', (step, world) => ({ ...of(step, world), proposal: `g${step.with}` })],
  ['Object', (step, world) => ({ ...of(step, world), proposal: `g${step.with}`, reason: amongThem(step) })],
  ['WithdrawObjection', (step, world) => ({ ...of(step, world), proposal: `g${step.with}` })],
  ...WORKING,
  [
    'ProposeAgreement',
    (step, world) => ({
      ...of(step, world),
      agreement: `a${step.with}`,
      title: 'A',
      text: 'T',
      sharing: { everyMonths: step.with + 1, channel: 'C', public: 'P' },
    }),
  ],
  ['EndorseAgreement', (step, world) => ({ ...of(step, world), agreement: `a${step.with}` })],
  [
    'GrantMandate',
    (step, world) => ({
      ...of(step, world),
      organisation: pick(world.organisations, step.with),
      source: 'fts',
    }),
  ],
  [
    'RevokeMandate',
    (step, world) => ({
      ...of(step, world),
      organisation: pick(world.organisations, step.with),
      source: 'fts',
    }),
  ],
  ['AdmitPartnership', (step, world) => ({ ...of(step, world), programme: world.programmes[0] })],
  ['EndBelonging', (step, world) => ({ ...of(step, world), programme: world.programmes[0] })],
  ['MakeCommitment', promise],
  [
    'MakeCommitment',
    (step, world) => ({ ...promise(step, world), indicators: [{ ...indicator, collective: 'i' }] }),
  ],
  ['MakeCommitment', attributed],
  ['MakePledge', promise],
  ['FirmPledge', about],
  ['DetailCommitment', (step, world) => ({ ...about(step, world), theme: `Theme ${step.with}` })],
  ['AmendCommitment', (step, world) => ({ ...about(step, world), money: money(step), ...reason })],
  [
    'AmendCommitment',
    (step, world) => ({ ...about(step, world), statement: `Said ${step.with}`, ...reason }),
  ],
  [
    'PlanMilestone',
    (step, world) => ({ ...about(step, world), ...entry(step), title: 'M', due: '2021-06-30' }),
  ],
  [
    'RescheduleMilestone',
    (step, world) => ({ ...about(step, world), ...entry(step), due: `2021-09-0${step.with + 1}` }),
  ],
  ['ReachMilestone', (step, world) => ({ ...about(step, world), ...entry(step) })],
  ['SetBudget', (step, world) => ({ ...about(step, world), entry: `b${step.with}`, money: money(step) })],
  [
    'AttachEvidence',
    (step, world) => ({
      ...about(step, world),
      entry: `v${step.with}`,
      title: 'A photo',
      sha256: '9f'.repeat(32),
      mediaType: 'image/jpeg',
    }),
  ],
  ['RecordDisbursement', (step, world) => ({ ...about(step, world), ...entry(step), money: money(step) })],
  [
    'RecordExpenditure',
    (step, world) => ({ ...about(step, world), entry: `x${step.with}`, money: money(step) }),
  ],
  [
    'ReportProgress',
    (step, world) => ({
      ...about(step, world),
      entry: `r${step.with}`,
      narrative: 'Well',
      values: [{ indicator: 'i', value: `${step.with}` }],
    }),
  ],
  ...MENDING,
  ['SuspendCommitment', about],
  ['ResumeCommitment', about],
  ['FulfilCommitment', about],
  ['WithdrawCommitment', about],
  [
    'SupersedeCommitment',
    (step, world) => ({ ...about(step, world), by: pick(world.commitments, step.with)?.commitment }),
  ],
  ...OBSERVING,
  ...TOGETHER,
  [
    'AnswerNaming',
    (step, world) => ({
      ...about(step, world),
      role: 'recipient',
      answer: pick(['confirmed', 'rejected'], step.after),
    }),
  ],
  ['ConfirmAttribution', about],
  ['RejectAttribution', about],
  ...OF_ORGANISATIONS,
];

const written = new Set(WRITTEN.map(([name]) => name));
/** What opens nothing, and is not written above, says its example. */
const byExample = (commands: readonly AnyCommand[], about: Say): (readonly [string, Say])[] =>
  commands
    .filter(({ input, creates }) => creates === undefined && !written.has(input.name))
    .map(({ input }) => [input.name, (step, world) => ({ ...input.example, ...about(step, world) })]);

export const SAYS: readonly (readonly [string, Say])[] = [
  ...WRITTEN,
  ...byExample(partnershipCommands, of),
  ...byExample(
    commitmentCommands.filter(({ entity }) => entity === Commitment),
    about,
  ),
];
