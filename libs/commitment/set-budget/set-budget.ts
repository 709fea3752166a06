import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import { pick } from '#kernel';
import { IsEntryId, IsText, TimeWindow } from '#vocabulary';
import { refusePeriod } from '#partnership';
import { defineEntry } from '../change.ts';
import { BudgetSet, type MoneyValues } from '../events.ts';
import { OnCommitment } from '../input.ts';
import { Money } from '../particulars.ts';

export class SetBudget extends OnCommitment {
  static readonly example = {
    entry: 'budget_2021',
    money: { amount: '600000', currency: 'USD' },
    period: { from: '2021-01-01', to: '2021-12-31' },
  };

  @IsEntryId()
  entry!: string;

  @ValidateNested()
  @Type(() => Money)
  money!: Money;

  @IsOptional()
  @ValidateNested()
  @Type(() => TimeWindow)
  period?: TimeWindow;

  @IsOptional()
  @IsText(2000)
  note?: string;
}

export const setBudget = defineEntry({
  input: SetBudget,
  summary: 'Say what is planned to be spent, for a period or as a whole.',
  kind: 'budget',
  values: (command): MoneyValues => pick(command, ['money', 'period', 'note']),
  event: ({ selfReport: _, ...data }) => BudgetSet(data),
  refuse: (_, { period }) => refusePeriod(period, 'period'),
});
