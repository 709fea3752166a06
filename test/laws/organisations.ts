import { about, pick, reason, type Say, type Step } from './world.ts';

const identifierAt = ({ on }: Step) => ({
  agency: pick(['XM-DAC', 'xm-dac'], on),
  number: `${on % 3}`,
});

/** What organisations say of themselves and of one another, and operators of them. */
export const OF_ORGANISATIONS: readonly (readonly [string, Say])[] = [
  [
    'ChangeOrganisation',
    (step, world) => ({
      organisation: pick(world.organisations, step.by),
      change: 'renamed',
      name: `Name ${step.with}`,
    }),
  ],
  [
    'ChangeOrganisation',
    (step, world) => ({
      organisation: pick(world.organisations, step.by),
      change: 'merged',
      successor: pick(world.organisations, step.with),
    }),
  ],
  ...(['AcceptSuccession', 'RefuseSuccession'] as const).map((name): readonly [string, Say] => [
    name,
    (step, world) => ({ organisation: pick(world.organisations, step.with) }),
  ]),
  ['TakeOver', about],
  [
    'ChangeOrganisation',
    (step, world) => ({
      organisation: pick(world.organisations, step.by),
      change: 'detailed',
      identifier: identifierAt(step),
    }),
  ],
  ...(['ProveIdentifier', 'UnproveIdentifier'] as const).map((name): readonly [string, Say] => [
    name,
    (step, world) => ({
      organisation: pick(world.organisations, step.with),
      identifier: identifierAt(step),
      ...reason,
    }),
  ]),
  // Of each two the later one is kept: words are seldom of use otherwise.
  [
    'ConfirmDuplicate',
    (step, world) => {
      const [organisation, listing] = [
        pick(world.organisations, step.by),
        pick(world.organisations, step.with),
      ];
      return { organisation, listing, keep: organisation > listing ? organisation : listing };
    },
  ],
  [
    'DenyDuplicate',
    (step, world) => ({
      organisation: pick(world.organisations, step.by),
      listing: pick(world.organisations, step.with),
    }),
  ],
  [
    'JoinDuplicate',
    (step, world) => ({
      organisation: pick(world.organisations, step.on),
      kept: pick(world.organisations, step.with),
      ...reason,
    }),
  ],
  ['UndoJoin', (step, world) => ({ organisation: pick(world.organisations, step.on), ...reason })],
];
