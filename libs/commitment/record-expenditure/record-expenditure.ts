import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import { IsEntryId, IsText } from '#vocabulary';
import { defineEntry } from '../change.ts';
import { ExpenditureRecorded, type MoneyValues } from '../events.ts';
import { OnCommitment } from '../input.ts';
import { Money, Party } from '../particulars.ts';
import { refuseUnnamed } from '../promise.ts';
import { pick } from '../series.ts';

export class RecordExpenditure extends OnCommitment {
  static readonly example = {
    entry: 'invoice_17',
    money: { amount: '48000', currency: 'COP' },
    note: 'Routers',
  };

  @IsEntryId()
  entry!: string;

  @ValidateNested()
  @Type(() => Money)
  money!: Money;

  /** Who received it, where that is not the commitment's recipient. */
  @IsOptional()
  @ValidateNested()
  @Type(() => Party)
  recipient?: Party;

  @IsOptional()
  @IsText(2000)
  note?: string;
}

export const recordExpenditure = defineEntry({
  input: RecordExpenditure,
  summary: 'Record money spent on goods and services.',
  kind: 'expenditure',
  values: (command): MoneyValues => pick(command, ['money', 'recipient', 'note']),
  event: ({ selfReport: _, ...data }) => ExpenditureRecorded(data),
  refuse: (_, { recipient }) => refuseUnnamed(recipient, 'recipient'),
});
