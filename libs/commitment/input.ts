import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsIn,
  IsInt,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  Dated,
  IsEachOnce,
  IsIdOf,
  IsLine,
  IsSdgTarget,
  IsTags,
  IsText,
  IsWebAddress,
  TimeWindow,
} from '#vocabulary';
import type { CommitmentId, Count, OrganisationId, PartnershipId, SdgTarget, Tags } from '#vocabulary';
import { CommitmentIndicator, FundedBy, Money, PartOf, Party, PlaceShare } from './particulars.ts';

/** A source organisation that the source does not name: nobody can confirm for it. */
export const NOT_STATED = 'not-stated';
export const KINDS = ['financial', 'in-kind', 'policy', 'advocacy', 'programme'] as const;
export type Kind = (typeof KINDS)[number];
/** At most so many other organisations, and so many funding commitments, are named: each is looked up. */
export const MOST_NAMED = 20;

/** The longest reporting rhythm, in months. */
export const MOST_MONTHS = 60;

export class SourceOfRecord {
  /** The system, such as `fts`. */
  @IsLine(60)
  system!: string;

  /** The record's id there. */
  @IsLine(200)
  record!: string;

  @IsInt()
  @Min(0)
  version!: Count;

  @IsOptional()
  @IsWebAddress()
  url?: string;

  @IsOptional()
  @IsTags()
  tags?: Tags;
}

/** An organisation's id, or `not-stated`. */
export const IsOwner = () =>
  Matches(/^(not-stated|org_[0-9a-hjkmnp-tv-z]{26})$/, {
    message: '$property must be an id such as org_01k…, or "not-stated"',
  });

class InBook extends Dated {
  @IsIdOf('ptn')
  partnership!: PartnershipId;
}

/** What every command on a commitment says. */
export class OnCommitment extends InBook {
  @IsIdOf('cmt')
  commitment!: CommitmentId;

  /** The organisation an attributed record is about, or `not-stated` where the source does not name it. */
  @IsOptional()
  @IsOwner()
  onBehalfOf?: string;

  /** Where it was found. */
  @IsOptional()
  @ValidateNested()
  @Type(() => SourceOfRecord)
  source?: SourceOfRecord;
}

/** Where, when and for what: of one commitment, or of a joint one as a whole. */
export class Outline extends InBook {
  @IsOptional()
  @ValidateNested({ each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(250)
  @Type(() => PlaceShare)
  places?: PlaceShare[];

  @IsOptional()
  @IsLine(100)
  theme?: string;

  @IsOptional()
  @IsSdgTarget({ each: true })
  @IsEachOnce()
  @ArrayMinSize(1)
  @ArrayMaxSize(169)
  sdgTargets?: SdgTarget[];

  @IsOptional()
  @ValidateNested()
  @Type(() => TimeWindow)
  window?: TimeWindow;

  @IsOptional()
  @IsText(1000, { each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  outcomes?: string[];
}

/** What may be left open at first. */
export class Particulars extends Outline {
  /** The organisation an attributed record is about, or `not-stated` where the source does not name it. */
  @IsOptional()
  @IsOwner()
  onBehalfOf?: string;

  /** Where it was found. */
  @IsOptional()
  @ValidateNested()
  @Type(() => SourceOfRecord)
  source?: SourceOfRecord;

  @IsOptional()
  @ValidateNested()
  @Type(() => Money)
  money?: Money;

  @IsOptional()
  @ValidateNested({ each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @Type(() => CommitmentIndicator)
  indicators?: CommitmentIndicator[];

  /** Other organisations it is done with. */
  @IsOptional()
  @IsIdOf('org', { each: true })
  @ArrayUnique()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_NAMED)
  with?: OrganisationId[];

  @IsOptional()
  @ValidateNested()
  @Type(() => PartOf)
  partOf?: PartOf;

  @IsOptional()
  @ValidateNested({ each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_NAMED)
  @Type(() => FundedBy)
  fundedBy?: FundedBy[];

  /** Who gives. */
  @IsOptional()
  @ValidateNested()
  @Type(() => Party)
  sourceOrganisation?: Party;

  /** Who is to receive. */
  @IsOptional()
  @ValidateNested()
  @Type(() => Party)
  recipient?: Party;

  /** Its own reporting rhythm, in months. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_MONTHS)
  reportEveryMonths?: Count;
}

/** A statement and a kind suffice; everything else may follow. */
export class Promised extends Particulars {
  @IsText(4000)
  statement!: string;

  @IsIn(KINDS)
  kind!: Kind;

  /** Of a record that came back: the commitment that had ended as it, which this one takes the place of. */
  @IsOptional()
  @IsIdOf('cmt')
  resumes?: CommitmentId;
}

/** What a joint commitment says of the whole, and each share of it takes over. */
export const OUTLINE = ['places', 'theme', 'sdgTargets', 'window', 'outcomes'] as const;
export const PARTICULARS = [
  'places',
  'theme',
  'sdgTargets',
  'window',
  'money',
  'outcomes',
  'indicators',
  'with',
  'partOf',
  'fundedBy',
  'sourceOrganisation',
  'recipient',
  'reportEveryMonths',
] as const;
export const DETAILS = ['statement', 'kind', ...PARTICULARS] as const;
export type Field = (typeof DETAILS)[number];
/** What was said about a commitment, field by field. */
export type Details = Pick<Promised, Field>;
export type Outlined = Partial<Pick<Details, (typeof OUTLINE)[number]>>;
/** Some of it. */
export type SomeDetails = Partial<Details>;
