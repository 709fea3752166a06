import { of, pick, reason, type Say, type Step, type World } from './world.ts';

const audience = (step: Step, world: World) =>
  step.with < 2
    ? { to: 'named', organisations: [pick(world.organisations, step.by + 1)] }
    : { to: step.with < 4 ? 'participants' : 'public' };
const disclose: Say = (step, world) => ({
  ...of(step, world),
  text: `Quietly ${step.with}`,
  audience: audience(step, world),
});
const about: Say = (step, { disclosures }) => pick(disclosures, step.on);

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
      text: `Talked ${step.with}`,
    }),
  ],
  ['WidenAudience', (step, world) => ({ ...about(step, world), audience: audience(step, world) })],
  ['SupersedeDisclosure', (step, world) => ({ ...about(step, world), text: `Anew ${step.with}`, ...reason })],
  [
    'AnswerDisclosure',
    (step, world) => ({ ...about(step, world), answer: `a${step.with}`, text: `Weighed ${step.on}` }),
  ],
  ['RetractDisclosure', about],
];
