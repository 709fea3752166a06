import { about, of, pick, type Body, type Say, type Step, type World } from './world.ts';

/** Whom a promise names as its recipient. */
export const recipientOf = (step: Step, { organisations }: World) => pick(organisations, step.with + 1);

/** Mostly of what is always there: a promise, and that nothing is reported. */
const claim = (step: Step, world: World): Body => {
  const { partnership, commitment } = about(step, world) ?? {};
  const kind = pick(['commitment', 'commitment', 'silence', 'entry', 'fulfilment', 'meeting'], step.with);
  if (kind === 'meeting' && step.by % 2)
    return { ...of(step, world), claim: { about: 'measurement', measurement: `q${step.on % 6}` } };
  if (kind === 'meeting') return { ...of(step, world), claim: { about: kind, meeting: `m${step.on % 6}` } };
  const ofEntry = kind === 'entry' ? { entry: `e${step.by}` } : {};
  return { partnership, claim: { about: kind, commitment, ...ofEntry } };
};

/** What may be said of another's claim, and of what was said; and that a record about another ended. */
export const OBSERVING: readonly (readonly [string, Say])[] = [
  ['CorroborateClaim', claim],
  [
    'CorroborateClaim',
    (step, world) => ({
      ...claim({ ...step, with: step.on % 2 }, world),
      onBehalfOf: recipientOf(step, world),
      source: { system: 'fts', record: `r${step.on}:recipient`, version: step.with },
    }),
  ],
  ['DisputeClaim', (step, world) => ({ ...claim(step, world), text: `Not so ${step.after % 2}` })],
  ['NoteObservation', (step, world) => ({ ...claim(step, world), text: 'Noted' })],
  [
    'RespondToObservation',
    (step, world) => ({
      ...claim(step, world),
      observer: pick(world.organisations, step.after),
      text: `So it is ${step.after % 2}`,
    }),
  ],
  ['WithdrawObservation', claim],
  [
    'EndRecord',
    (step, world) => ({
      ...about(step, world),
      onBehalfOf: pick([...world.organisations, 'not-stated'], step.with),
      ended: pick(['removed', 'fulfilled', 'closed'], step.on),
    }),
  ],
];
