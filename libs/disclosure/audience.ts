import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { refuse, relyOn, type Refusal } from '#kernel';
import { IsIdOf } from '#vocabulary';
import { isPreliminary, Partnership, type PartnershipState } from '../partnership/partnership.ts';
import type { Hearers } from './events.ts';

const TO = ['named', 'participants', 'public'] as const;

/** With whom something is shared. */
export class Audience {
  /** Organisations by name; all who take part at that moment; or everybody, for good. */
  @IsIn(TO)
  to!: (typeof TO)[number];

  /** Who, where they are named: they take part, or are invited or interested. */
  @IsOptional()
  @IsIdOf('org', { each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  organisations?: string[];
}

export class WithAudience {
  @ValidateNested()
  @Type(() => Audience)
  audience!: Audience;
}

/** Who takes part matters to the list of all who do; else it is enough that the book is there. */
export const electorateOf = ({ partnership, audience }: { partnership: string; audience: Audience }) =>
  relyOn(
    Partnership,
    Partnership.stream({ partnership } as never),
    audience.to === 'participants' ? 'revision' : 'existence',
  );

/** Whom an audience names at this moment, beside the owner. */
export function hearersOf(
  { to, organisations }: Audience,
  owner: string,
  book: PartnershipState,
): Hearers | Refusal {
  if ((to === 'named') !== (organisations !== undefined))
    return refuse('audience-not-told', 'Name "organisations" where it is to "named", and nowhere else.', {
      field: 'audience/organisations',
    });
  const none = { named: [], participants: [], public: false };
  if (to === 'public') return { ...none, public: true };
  if (to === 'participants')
    return { ...none, participants: [...book.participants].filter((one) => one !== owner).sort() };
  const named = (organisations ?? []).filter((one) => one !== owner).sort();
  const outside = named.find((one) => !book.participants.has(one) && !isPreliminary(book, one));
  if (outside !== undefined || named.length === 0)
    return refuse(
      'audience-unknown',
      `Name others who take part, or are invited or interested${outside === undefined ? '' : `: ${outside} does not`}.`,
      { field: 'audience/organisations' },
    );
  return { ...none, named };
}

const both = (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])].sort();
/** Who heard it, and these. */
export const widened = (from: Hearers, by: Hearers): Hearers => ({
  named: both(from.named, by.named),
  participants: both(from.participants, by.participants),
  public: from.public || by.public,
});
