import { of, pick, reason, type Say, type Step, type World } from './world.ts';

/** Words that are found again wherever they come to stand. */
export const wordsOf = ({ by, on, with: n, after, ago }: Step): string =>
  `zebra-${[by, on, n, after, ago].join('-')}-`;

const audience = (step: Step, world: World) =>
  step.with < 2
    ? { to: 'named', organisations: [pick(world.organisations, step.by + 1)] }
    : { to: step.with < 4 ? 'participants' : 'public' };
const disclose: Say = (step, world) => ({
  ...of(step, world),
  text: wordsOf(step),
  audience: audience(step, world),
});
const about: Say = (step, { disclosures }) => pick(disclosures, step.on);

/** Somebody new, or whom somebody has named before, there or elsewhere. */
const named: Say = (step, world) => ({
  ...of(step, world),
  ...(step.with > 2 && world.persons.length > 0 ? { person: pick(world.persons, step.after).person } : {}),
  name: wordsOf(step),
  email: `${wordsOf(step)}@example.org`,
  ...(step.ago > 0 ? { about: wordsOf(step) } : {}),
});

/** What is said quietly, or to everybody. */
export const DISCLOSING: readonly (readonly [string, Say])[] = [
  ['DiscloseIncentive', disclose],
  ['DiscloseInterest', disclose],
  ['DiscloseConstraint', disclose],
  [
    'RecordTalk',
    (step, world) => ({
      ...of(step, world),
      with: pick(world.organisations, step.with),
      text: wordsOf(step),
    }),
  ],
  ['WidenAudience', (step, world) => ({ ...about(step, world), audience: audience(step, world) })],
  ['SupersedeDisclosure', (step, world) => ({ ...about(step, world), text: wordsOf(step), ...reason })],
  [
    'AnswerDisclosure',
    (step, world) => ({ ...about(step, world), answer: `a${step.with}`, text: wordsOf(step) }),
  ],
  ['RetractDisclosure', about],
  ['NameFocalPoint', named],
  ['NameFocalPoint', named],
  ['WithdrawFocalPoint', (step, { persons }) => pick(persons, step.on)],
];
