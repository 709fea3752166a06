import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { refuse, relyOn, type Refusal } from '#kernel';
import { IsIdOf } from '#vocabulary';
import { Partnership, type PartnershipState, preliminaryAs } from '#partnership';
import type { Hearers } from './events.ts';

const TO = ['named', 'participants', 'public'] as const;

/** With whom something is shared. */
export class Audience {
  /**
   * Organisations by name; all who take part at that moment; or everybody, for good. Who is not invited, and only says
   * that it is interested, names organisations that take part.
   */
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

/** Interest, which anybody may express, makes nobody heard by more than it names. */
export const refuseAloud = (field: string): Refusal =>
  refuse(
    'interest-by-name',
    'Who only says that it is interested speaks to participants by name, and answers what names it: ask a participant for an invitation.',
    { field },
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
  const isUninvited = preliminaryAs(book, owner) === 'interested';
  if (isUninvited && to !== 'named') return refuseAloud('audience/to');
  const none = { named: [], participants: [], public: false };
  if (to === 'public') return { ...none, public: true };
  if (to === 'participants')
    return { ...none, participants: [...book.participants.keys()].filter((one) => one !== owner).sort() };
  const named = (organisations ?? []).filter((one) => one !== owner).sort();
  // Who else is invited or interested is for participants to know.
  const isThere = (one: string) =>
    book.participants.has(one) || (!isUninvited && preliminaryAs(book, one) !== undefined);
  const outside = named.find((one) => !isThere(one));
  if (outside !== undefined || named.length === 0)
    return refuse(
      'audience-unknown',
      `Name others who take part${isUninvited ? '' : ', or are invited or interested'}${outside === undefined ? '' : `: ${outside} does not`}.`,
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
