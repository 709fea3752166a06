import { defineDisclosure, Disclose } from '../disclose.ts';

export class DiscloseInterest extends Disclose {
  static readonly example = {
    text: 'We want the schools of our home region to be among the first',
    bearsOn: [{ on: 'resources' }],
    audience: { to: 'named', organisations: ['org_01hzy3v7qk8m4n2p6r9s0t1v5w'] },
  };
}

export const discloseInterest = defineDisclosure(
  DiscloseInterest,
  'interest',
  'Say what you want out of it: to some by name, to all who take part, or to everybody.',
);
