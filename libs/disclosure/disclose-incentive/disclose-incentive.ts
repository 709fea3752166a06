import { defineDisclosure, Disclose } from '../disclose.ts';

export class DiscloseIncentive extends Disclose {
  static readonly example = {
    text: 'A spectrum licence would let us build where it does not pay today',
    bearsOn: [{ on: 'resources' }],
    audience: { to: 'participants' },
  };
}

export const discloseIncentive = defineDisclosure(
  DiscloseIncentive,
  'incentive',
  'Say what drives you: to some by name, to all who take part, or to everybody.',
);
