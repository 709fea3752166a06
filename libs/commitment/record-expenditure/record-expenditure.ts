import { defineEntry } from '../change.ts';
import { ExpenditureRecorded } from '../events.ts';
import { Payment, payment } from '../payment.ts';

export class RecordExpenditure extends Payment {
  static readonly example = {
    entry: 'invoice_17',
    money: { amount: '48000', currency: 'COP' },
    note: 'Routers',
  };
}

export const recordExpenditure = defineEntry({
  ...payment,
  input: RecordExpenditure,
  summary: 'Record money spent on goods and services.',
  kind: 'expenditure',
  event: ({ selfReport: _, ...data }) => ExpenditureRecorded(data),
});
