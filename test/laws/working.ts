import { DISCLOSING } from './disclosing.ts';
import { of, pick, reason, type Say } from './world.ts';

/** What is missing, needed, to be done and told in a partnership, openly or quietly. */
export const WORKING: readonly (readonly [string, Say])[] = [
  [
    'FlagMissingVoice',
    (step, world) => ({ ...of(step, world), voice: `w${step.with}`, who: 'Teachers', why: 'They know' }),
  ],
  [
    'ResolveMissingVoice',
    (step, world) => ({ ...of(step, world), voice: `w${step.with}`, how: 'consulted' }),
  ],
  [
    'NameCapability',
    (step, world) => ({
      ...of(step, world),
      capability: `k${step.with}`,
      text: 'Backhaul',
      organisations: [pick(world.organisations, step.with)],
    }),
  ],
  [
    'OfferCapability',
    (step, world) => ({ ...of(step, world), capability: `k${step.with}`, text: `Offer ${step.after}` }),
  ],
  [
    'TakeNextStep',
    (step, world) => ({
      ...of(step, world),
      step: `s${step.with}`,
      text: 'Map',
      due: `2021-0${step.with + 1}-01`,
      ...(step.with > 3 ? { meeting: `m${step.with}` } : {}),
    }),
  ],
  ['FinishNextStep', (step, world) => ({ ...of(step, world), step: `s${step.with}` })],
  ['DropNextStep', (step, world) => ({ ...of(step, world), step: `s${step.with}`, ...reason })],
  ['AnnounceDecision', (step, world) => ({ ...of(step, world), decision: `d${step.with}`, text: 'So' })],
  [
    'SharePractice',
    (step, world) => ({ ...of(step, world), practice: `p${step.with}`, title: 'T', text: 'Like this' }),
  ],
  ['FormWorkingGroup', (step, world) => ({ ...of(step, world), group: `w${step.with}`, purpose: 'P' })],
  ['JoinWorkingGroup', (step, world) => ({ ...of(step, world), group: `w${step.with}` })],
  ['CloseWorkingGroup', (step, world) => ({ ...of(step, world), group: `w${step.with}` })],
  ...DISCLOSING,
];
