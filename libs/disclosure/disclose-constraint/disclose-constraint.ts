import { defineDisclosure, Disclose } from '../disclose.ts';

export class DiscloseConstraint extends Disclose {
  static readonly example = {
    text: 'Our budget for this year is spent: nothing starts before March',
    bearsOn: [{ on: 'resources' }],
    audience: { to: 'participants' },
  };
}

export const discloseConstraint = defineDisclosure(
  DiscloseConstraint,
  'constraint',
  'Say what limits you: to some by name, to all who take part, or to everybody.',
);
