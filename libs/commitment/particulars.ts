import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { decimal } from '#kernel';
import { IndicatorPlan, IsAmount, IsCurrency, IsEntryId, IsIdOf, IsLine, IsPlace } from '#vocabulary';
import type {
  Amount,
  CommitmentId,
  Currency,
  EntryId,
  OrganisationId,
  PartnershipId,
  Place,
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
  /** In its own currency money has one amount. */
  static together({ amount, currency, equivalent }: Money) {
    if (equivalent?.currency !== currency || decimal.compare(equivalent.amount, amount) === 0)
      return undefined;
    const message = `equivalent must be in another currency, or say the same amount: ${amount} ${currency}`;
    return { field: 'equivalent', rule: 'inAnotherCurrency', message };
  }

  @IsAmount()
  amount!: Amount;

  @IsCurrency()
  currency!: Currency;

  /** `converted`: the source's own conversion, where the original is not known. Reported, where it is not said. */
  @IsOptional()
  @IsIn(['reported', 'converted'])
  basis?: 'reported' | 'converted';

  /** The source's own figure in another currency: shown beside, never added silently. In the same it is the same amount. */
  @IsOptional()
  @ValidateNested()
  @Type(() => Equivalent)
  equivalent?: Equivalent;
}

export class PlaceShare {
  @IsPlace()
  place!: Place;

  /** Where one place has a percentage all have, and they total 100 but for rounding: 0.01 a place. */
  @IsOptional()
  @IsAmount()
  percentage?: Amount;
}

export class FundedBy {
  @IsOptional()
  @IsIdOf('cmt')
  commitment?: CommitmentId;

  /** Names one that is not in this book. */
  @IsOptional()
  @IsLine(300)
  reference?: string;
}

export class PartOf extends FundedBy {
  /** The book that the parent is in, where that is another. */
  @IsOptional()
  @IsIdOf('ptn')
  partnership?: PartnershipId;

  /** Whether the parent's promise contains this one: a sum that counts the parent's then leaves it out. */
  @IsBoolean()
  contained!: boolean;

  /** Whether payments recorded on the parent contain those recorded here; they do not where nothing is said. */
  @IsOptional()
  @IsBoolean()
  paymentsContained?: boolean;
}

export class Party {
  @IsOptional()
  @IsIdOf('org')
  organisation?: OrganisationId;

  @IsOptional()
  @IsLine(300)
  name?: string;
}

export class CommitmentIndicator extends IndicatorPlan {
  /** The collective indicator that it contributes to, in the same unit: shown beside it, never as its cause. */
  @IsOptional()
  @IsEntryId()
  collective?: EntryId;
}
