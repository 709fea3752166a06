import { Type } from 'class-transformer';
import { IsInt, IsOptional, Min, ValidateNested } from 'class-validator';
import { Dated, IsIdOf, type Count, type OrganisationId, type PartnershipId } from '#vocabulary';
import { SourceOfRecord } from '../input.ts';
import { Claim } from './claim.ts';

/** A claim in a book. */
export class OnClaim extends Dated {
  @IsIdOf('ptn')
  partnership!: PartnershipId;

  @ValidateNested()
  @Type(() => Claim)
  claim!: Claim;
}

/** What is said of a claim; its text is for each command to ask for. */
export class Observe extends OnClaim {
  /** The version of the claim that was seen: of an entry after its first mend it is 2. The present one, if not said. */
  @IsOptional()
  @IsInt()
  @Min(1)
  version?: Count;

  /** The named recipient whose word it is, where it is recorded from a source. */
  @IsOptional()
  @IsIdOf('org')
  onBehalfOf?: OrganisationId;

  /** Where it was found, with a record id of its own: that of the record it is about and `:recipient`, say. */
  @IsOptional()
  @ValidateNested()
  @Type(() => SourceOfRecord)
  source?: SourceOfRecord;
}
