import { EntryCorrected } from '../events.ts';
import { defineMend, Mend } from '../mend.ts';

export class CorrectEntry extends Mend {
  static readonly example = {
    entry: 'tranche_1',
    money: { amount: '25000.05', currency: 'USD' },
    reason: 'One zero too many',
  };
}

export const correctEntry = defineMend(
  CorrectEntry,
  'Mend an error in what could be known then; the old value, the difference and the reason stay.',
  EntryCorrected,
);
