import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { normalText } from '#kernel';
import { IsDay, IsEntryId, IsQuantity, rule } from './rules.ts';
import { IsLine } from './texts.ts';
import type { Day, EntryId, Quantity } from './values.ts';

export class TimeWindow {
  @IsOptional()
  @IsDay()
  from?: Day;

  @IsOptional()
  @IsDay()
  to?: Day;
}

export class CategoryValue {
  /** Such as `women`. */
  @IsLine(100)
  category!: string;

  @IsQuantity()
  value!: Quantity;
}

const categoryOf = (one: unknown): string => normalText(String((one as CategoryValue | null)?.category));
/** Values by category say each category once, whether in capitals or not: else one would be added to itself. */
export const IsEachCategoryOnce = rule(
  'isEachCategoryOnce',
  (value) =>
    !Array.isArray(value) || new Set(value.map((one) => categoryOf(one).toUpperCase())).size === value.length,
  'must say each category once',
  {},
);

export class ValueOn {
  @IsQuantity()
  value!: Quantity;

  @IsOptional()
  @IsDay()
  on?: Day;
}

/** What is expected of an indicator in one period. */
export class ExpectedValue {
  @ValidateNested()
  @Type(() => TimeWindow)
  period!: TimeWindow;

  @IsQuantity()
  value!: Quantity;

  /** By category, such as women 300, men 100. */
  @IsOptional()
  @ValidateNested({ each: true })
  @ArrayMaxSize(30)
  @IsEachCategoryOnce()
  @Type(() => CategoryValue)
  disaggregation?: CategoryValue[];
}

/** What is measured, and how: of a commitment, or of a whole partnership. */
export class IndicatorPlan {
  @IsEntryId()
  id!: EntryId;

  @IsLine(300)
  name!: string;

  @IsIn(['output', 'outcome', 'impact'])
  level!: 'output' | 'outcome' | 'impact';

  @IsLine(60)
  unit!: string;

  @IsIn(['increase', 'decrease', 'maintain'])
  direction!: 'increase' | 'decrease' | 'maintain';

  /** How reported values add up over time. */
  @IsIn(['sum', 'latest', 'never'])
  aggregation!: 'sum' | 'latest' | 'never';

  @IsOptional()
  @ValidateNested()
  @Type(() => ValueOn)
  baseline?: ValueOn;

  @IsOptional()
  @ValidateNested()
  @Type(() => ValueOn)
  target?: ValueOn;

  /** The target by category, such as women 1500, men 400. */
  @IsOptional()
  @ValidateNested({ each: true })
  @ArrayMaxSize(30)
  @IsEachCategoryOnce()
  @Type(() => CategoryValue)
  disaggregation?: CategoryValue[];

  /** What is expected on the way to the target, period by period. */
  @IsOptional()
  @ValidateNested({ each: true })
  @ArrayMaxSize(60)
  @Type(() => ExpectedValue)
  expected?: ExpectedValue[];
}

export class IndicatorValue {
  /** The id of one of the commitment's indicators. */
  @IsEntryId()
  indicator!: EntryId;

  @IsQuantity()
  value!: Quantity;

  @IsOptional()
  @ValidateNested({ each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(30)
  @IsEachCategoryOnce()
  @Type(() => CategoryValue)
  disaggregation?: CategoryValue[];
}
