import { about, money, of, pick, reason, type Say, type World, type Step } from './world.ts';

const joint = (step: Step, { joints }: World) => ({ ...pick(joints, step.on) });

/** Between organisations: handed over from one to another, or promised by two or three of four together. */
export const TOGETHER: readonly (readonly [string, Say])[] = [
  [
    'OfferTransfer',
    (step, world) => ({
      ...about(step, world),
      offer: `o${step.with % 4}`,
      to: pick(world.organisations, step.with),
    }),
  ],
  // Of those that were offered before the walk began.
  ['AcceptTransfer', ({ by, on }, { commitments }) => ({ ...pick(commitments, on % 5), offer: `o${by}` })],
  ['AcceptTransfer', (step, world) => ({ ...about(step, world), offer: `o${step.by}` })],
  [
    'ProposeJointCommitment',
    (step, world) => ({
      ...of(step, world),
      statement: `Together ${step.with}`,
      kind: 'programme',
      places: [{ place: 'CO' }],
      shares: [
        { organisation: pick(world.organisations, step.by), money: money(step) },
        { organisation: pick(world.organisations, step.by + 1), statement: 'A part' },
        ...(step.with > 3 ? [{ organisation: pick(world.organisations, step.by + 2) }] : []),
      ],
    }),
  ],
  ['AcceptShare', joint],
  ['AcceptShare', joint],
  ['DeclineShare', joint],
  ['LeaveJointCommitment', (step, { shares }) => ({ ...pick(shares, step.on), ...reason })],
];
