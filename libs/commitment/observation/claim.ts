import { IsIn, IsOptional } from 'class-validator';
import { digestOf, refuse, type Refusal } from '#kernel';
import { IsEntryId, IsIdOf, type CommitmentId, type EntryId } from '#vocabulary';

/** What an observation can be about. */
export const CLAIMS = ['entry', 'fulfilment', 'commitment', 'silence', 'meeting', 'measurement'] as const;
export type ClaimKind = (typeof CLAIMS)[number];

/** A claim by the ids that tell it from all others of its book. */
export class Claim {
  /**
   * An entry, a fulfilment, the promise itself as it stands (`commitment`), the absence of a report (`silence`), the
   * record of a meeting, or a measurement of a collective indicator.
   */
  @IsIn(CLAIMS)
  about!: ClaimKind;

  @IsOptional()
  @IsIdOf('cmt')
  commitment?: CommitmentId;

  @IsOptional()
  @IsEntryId()
  entry?: EntryId;

  @IsOptional()
  @IsEntryId()
  meeting?: EntryId;

  @IsOptional()
  @IsEntryId()
  measurement?: EntryId;
}

const FIELDS: Readonly<Record<ClaimKind, readonly Exclude<keyof Claim, 'about'>[]>> = {
  entry: ['commitment', 'entry'],
  fulfilment: ['commitment'],
  commitment: ['commitment'],
  silence: ['commitment'],
  meeting: ['meeting'],
  measurement: ['measurement'],
};
const ALL = ['commitment', 'entry', 'meeting', 'measurement'] as const;

/** A claim says exactly what its kind has. */
export function refuseFields(claim: Claim): Refusal | undefined {
  const own = FIELDS[claim.about];
  const wrong = ALL.find((field) => own.includes(field) !== (claim[field] !== undefined));
  if (wrong === undefined) return undefined;
  const says = `A claim about "${claim.about}" says ${own.map((field) => `"${field}"`).join(' and ')}`;
  return refuse(
    'claim-not-told',
    own.includes(wrong) ? `${says}: "${wrong}" is missing.` : `${says}, and no "${wrong}".`,
    { field: `claim/${wrong}` },
  );
}

/** One observation: what one observer says of one claim. It is the same observation whatever it says, and however often. */
export const observationOf = (
  { about, commitment, entry, meeting, measurement }: Claim,
  observer: string,
): string => digestOf(about, commitment ?? '', entry ?? meeting ?? measurement ?? '', observer);

export const observationStream = (
  { partnership, claim }: { readonly partnership: string; readonly claim: Claim },
  observer: string,
): string => `${partnership}-observation-${observationOf(claim, observer)}`;
