import { defineEntry } from '../change.ts';
import { DisbursementRecorded } from '../events.ts';
import { Payment, payment } from '../payment.ts';

export class RecordDisbursement extends Payment {
  static readonly example = {
    entry: 'tranche_1',
    money: { amount: '250000.50', currency: 'USD' },
    effectiveOn: '2021-01-15',
  };
}

export const recordDisbursement = defineEntry({
  ...payment,
  input: RecordDisbursement,
  summary: 'Record money or goods handed over. More than was committed is allowed, and shows.',
  kind: 'disbursement',
  event: ({ selfReport: _, ...data }) => DisbursementRecorded(data),
});
