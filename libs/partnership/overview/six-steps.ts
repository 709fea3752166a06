import type { Subject } from '../subjects.ts';
import type { Open, Overview } from './shape.ts';

/** The six steps of a partnership, from scoping to scaling. */
export const STEPS = ['scoping', 'soliciting', 'pause', 'agreement', 'executing', 'scaling'] as const;
export type Step = (typeof STEPS)[number];

/** What was done in a step: how often, and when last, where its day is known. */
export interface Done {
  readonly what: string;
  readonly count: number;
  readonly lastOn?: string;
}
export interface OneOfSix {
  readonly step: Step;
  readonly done: readonly Done[];
  readonly open: readonly Open[];
}

/** The step in which it is looked for. */
const STEP_OF: Readonly<Record<Exclude<Open['what'], 'proposal' | 'objection'>, Step>> = {
  goal: 'scoping',
  'missing-voice': 'scoping',
  invitation: 'soliciting',
  interest: 'soliciting',
  capability: 'soliciting',
  pause: 'pause',
  agreement: 'agreement',
  'next-step': 'executing',
};
const STEP_OF_PROPOSAL: Readonly<Record<Subject, Step>> = {
  goal: 'scoping',
  problem: 'scoping',
  scope: 'scoping',
  'collective-indicator': 'agreement',
  'hand-over': 'executing',
  belonging: 'executing',
  expansion: 'scaling',
  closing: 'scaling',
  reopening: 'scaling',
};

function stepOf({ what, id }: Open, { proposals = [] }: Overview): Step {
  if (what !== 'proposal' && what !== 'objection') return STEP_OF[what];
  const subject = proposals.find(({ proposal }) => proposal === id)?.subject ?? 'goal';
  return STEP_OF_PROPOSAL[subject];
}

/** The days on which it was done; undefined where the day is not told. */
type DaysOf = (overview: Overview) => readonly (string | undefined)[];
const held =
  (...kinds: readonly string[]): DaysOf =>
  ({ meetings = [] }) =>
    meetings.filter(({ kind }) => kinds.includes(kind)).map(({ heldOn }) => heldOn);
const answered =
  (how: 'accepted' | 'declined'): DaysOf =>
  ({ invitations = [] }) =>
    invitations.filter((one) => one[how]).map(() => undefined);

/** What is told as done, by step. */
const DONE: Readonly<Record<Step, Readonly<Record<string, DaysOf>>>> = {
  scoping: {
    'partnership convened': ({ convenedOn }) => [convenedOn],
    'scoping meetings held': held('scoping'),
    'missing voices resolved': ({ missingVoices = [] }) =>
      missingVoices.flatMap(({ resolved }) => resolved?.on ?? []),
    'goal adopted': ({ goal }) => (goal ? [goal.adoptedOn] : []),
  },
  soliciting: {
    'calls opened': ({ calls }) => calls.map(() => undefined),
    'invitations accepted': answered('accepted'),
    'invitations declined': answered('declined'),
    'participants joined': ({ participants }) => participants.map(({ since }) => since),
    'participants left': ({ former }) => former.map(({ leftOn }) => leftOn),
    'capabilities offered': ({ capabilities }) =>
      capabilities.flatMap(({ offers }) => offers.map(({ on }) => on)),
  },
  pause: { 'pauses closed': ({ pauses }) => pauses.flatMap(({ until }) => until ?? []) },
  agreement: {
    'agreement meetings held': held('agreement'),
    'agreements formed': ({ agreements }) => agreements.flatMap(({ formedOn }) => formedOn ?? []),
    'collective indicators adopted': ({ collectiveIndicators }) =>
      collectiveIndicators.map(({ adoptedOn }) => adoptedOn),
  },
  executing: {
    'review and working meetings held': held('review', 'working'),
    'next steps finished': ({ nextSteps = [] }) =>
      nextSteps.filter(({ status }) => status === 'finished').map(({ endedOn }) => endedOn),
    'working groups formed': ({ workingGroups = [] }) => workingGroups.map(({ on }) => on),
    'collective indicators measured': ({ collectiveIndicators }) =>
      collectiveIndicators.flatMap(({ measurements }) => measurements.map(({ measuredOn }) => measuredOn)),
    'lead handed over': ({ formerConveners }) => formerConveners.map(({ until }) => until),
  },
  scaling: {
    'showcases held': held('showcase'),
    'expansions adopted': ({ proposals = [] }) =>
      proposals.filter(({ subject }) => subject === 'expansion').flatMap(({ adoptedOn }) => adoptedOn ?? []),
    'decisions announced': ({ decisions }) => decisions.map(({ on }) => on),
    'practices shared': ({ practices }) => practices.map(({ on }) => on),
  },
};

function doneIn(step: Step, overview: Overview): readonly Done[] {
  return Object.entries(DONE[step]).flatMap(([what, daysOf]) => {
    const all = daysOf(overview);
    const days = all.filter((day) => day !== undefined).sort();
    const lastOn = days.at(-1);
    return all.length === 0 ? [] : [{ what, count: all.length, ...(lastOn === undefined ? {} : { lastOn }) }];
  });
}

/** What is done and what is open, step by step: as much of it as the overview shows to whoever asks. */
export function sixSteps(overview: Overview): readonly OneOfSix[] {
  const { open = [] } = overview;
  return STEPS.map((step) => ({
    step,
    done: doneIn(step, overview),
    open: open.filter((one) => stepOf(one, overview) === step),
  }));
}
