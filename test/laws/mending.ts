import { about, pick, reason, type Say } from './world.ts';

/** What is said of an entry afterwards: mended, struck through, or that money of it came back. */
export const MENDING: readonly (readonly [string, Say])[] = [
  [
    'CorrectEntry',
    (step, world) => ({
      ...about(step, world),
      entry: `e${step.with}`,
      money: { amount: `${step.by}`, currency: 'USD' },
      ...reason,
    }),
  ],
  [
    'RestateEntry',
    (step, world) => ({
      ...about(step, world),
      entry: `x${step.with}`,
      money: { amount: `${step.by}`, currency: 'USD' },
      ...reason,
    }),
  ],
  [
    'RecordReturn',
    (step, world) => ({
      ...about(step, world),
      entry: `y${step.with}`,
      of: pick(['disbursement', 'expenditure'], step.on),
      ...(step.with > 2 ? { payment: `${pick(['e', 'x'], step.on)}${step.by}` } : {}),
      money: { amount: '1', currency: 'USD' },
    }),
  ],
  [
    'VoidEntry',
    (step, world) => ({
      ...about(step, world),
      entry: `${pick(['e', 'x', 'r', 'y'], step.by)}${step.with}`,
      ...reason,
    }),
  ],
];
