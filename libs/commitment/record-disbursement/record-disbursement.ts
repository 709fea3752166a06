import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import { IsEntryId, IsText } from '#vocabulary';
import { defineEntry } from '../change.ts';
import { DisbursementRecorded, type MoneyValues } from '../events.ts';
import { OnCommitment } from '../input.ts';
import { Money, Party } from '../particulars.ts';
import { refuseUnnamed } from '../promise.ts';
import { pick } from '../series.ts';

export class RecordDisbursement extends OnCommitment {
  static readonly example = {
    entry: 'tranche_1',
    money: { amount: '250000.50', currency: 'USD' },
    effectiveOn: '2021-01-15',
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

export const recordDisbursement = defineEntry({
  input: RecordDisbursement,
  summary: 'Record money or goods handed over. More than was committed is allowed, and shows.',
  kind: 'disbursement',
  values: (command): MoneyValues => pick(command, ['money', 'recipient', 'note']),
  event: ({ selfReport: _, ...data }) => DisbursementRecorded(data),
  refuse: (_, { recipient }) => refuseUnnamed(recipient, 'recipient'),
});
