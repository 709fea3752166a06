import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import { pick } from '#kernel';
import { IsEntryId, IsText } from '#vocabulary';
import type { MoneyValues } from './events.ts';
import { OnCommitment } from './input.ts';
import { Money, Party } from './particulars.ts';
import { refuseUnnamed } from './promise.ts';

/** Money or goods that have changed hands. */
export class Payment extends OnCommitment {
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

export const payment = {
  values: (command: Payment): MoneyValues => pick(command, ['money', 'recipient', 'note']),
  refuse: (_: unknown, { recipient }: MoneyValues) => refuseUnnamed(recipient, 'recipient'),
};
