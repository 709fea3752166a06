import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsBoolean, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { IsAmount, IsCurrency, IsDay, IsEntryId, IsIdOf, IsPlace, IsQuantity, IsText } from '#vocabulary';
import type {
  Amount,
  CommitmentId,
  Currency,
  Day,
  EntryId,
  OrganisationId,
  Place,
  Quantity,
} from '#vocabulary';

/** What a commitment, an entry or a report is made of. These classes are input, event data and state alike. */

export class Equivalent {
  @IsAmount()
  amount!: Amount;

  @IsCurrency()
  currency!: Currency;

  /** The exchange rate as the source gives it. */
  @IsOptional()
  @IsAmount()
  rate?: Amount;
}

export class Money {
  @IsAmount()
  amount!: Amount;

  @IsCurrency()
  currency!: Currency;

  /** `converted`: the source's own conversion, where the original is not known. Reported, where it is not said. */
  @IsOptional()
  @IsIn(['reported', 'converted'])
  basis?: 'reported' | 'converted';

  /** The source's own figure in another currency: shown beside, never added silently. */
  @IsOptional()
  @ValidateNested()
  @Type(() => Equivalent)
  equivalent?: Equivalent;
}

export class PlaceShare {
  @IsPlace()
  place!: Place;

  /** Where one place has a percentage all have, and they total exactly 100. */
  @IsOptional()
  @IsAmount()
  percentage?: Amount;
}

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
  @IsText(100)
  category!: string;

  @IsQuantity()
  value!: Quantity;
}

export class ValueOn {
  @IsQuantity()
  value!: Quantity;

  @IsOptional()
  @IsDay()
  on?: Day;
}

export class IndicatorPlan {
  @IsEntryId()
  id!: EntryId;

  @IsText(300)
  name!: string;

  @IsIn(['output', 'outcome', 'impact'])
  level!: 'output' | 'outcome' | 'impact';

  @IsText(60)
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
  @Type(() => CategoryValue)
  disaggregation?: CategoryValue[];
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
  @Type(() => CategoryValue)
  disaggregation?: CategoryValue[];
}

export class FundedBy {
  @IsOptional()
  @IsIdOf('cmt')
  commitment?: CommitmentId;

  /** Names one that is not in this book. */
  @IsOptional()
  @IsText(300)
  reference?: string;
}

export class PartOf extends FundedBy {
  /** Whether the parent's sum still contains this one: it is then left out of sums. */
  @IsBoolean()
  contained!: boolean;
}

export class Party {
  @IsOptional()
  @IsIdOf('org')
  organisation?: OrganisationId;

  @IsOptional()
  @IsText(300)
  name?: string;
}
