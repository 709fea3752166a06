import { Type } from 'class-transformer';
import { IsIn, IsOptional, ValidateNested } from 'class-validator';
import { defineCommand, Refusal, type CommandClass } from '#kernel';
import { type PartnershipState, refuseBefore } from '#partnership';
import { Audience, electorateOf, hearersOf } from './audience.ts';
import { Disclosure, publishedStream, type DisclosureState } from './disclosure.ts';
import { Disclosed, DisclosurePublished, VOICES, type DisclosureKind, type Voice } from './events.ts';
import { inside } from './guard.ts';
import { bearingReads, bearingsOf, refuseBearing, Saying, type Borne } from './input.ts';

/** What is shared, and with whom. */
export class Disclose extends Saying {
  /** The organisation, if not said; or the person who gives the command, for itself. */
  @IsOptional()
  @IsIn(VOICES)
  speaksFor?: Voice;

  @ValidateNested()
  @Type(() => Audience)
  audience!: Audience;
}

/** Defines one of the ways to disclose. */
export const defineDisclosure = (
  input: CommandClass<Disclose>,
  kind: Exclude<DisclosureKind, 'talk'>,
  summary: string,
) =>
  defineCommand<Disclose, DisclosureState, { book: PartnershipState } & Borne>({
    input,
    entity: Disclosure,
    creates: 'dsc',
    summary,
    allow: inside,
    reads: { book: electorateOf, ...bearingReads },
    decide: (_, { partnership, text, bearsOn, speaksFor = 'organisation', audience }, facts) => {
      const { actor, self: disclosure, effectiveOn, read } = facts;
      const book = read.book as PartnershipState;
      const hearers = hearersOf(audience, actor.organisation, book);
      if (hearers instanceof Refusal) return hearers;
      const refusal = refuseBearing(bearsOn, read) ?? refuseBefore(book.on, effectiveOn);
      if (refusal) return refusal;
      const about = { partnership, disclosure, organisation: actor.organisation };
      const said = { ...about, kind, speaksFor, bearsOn: bearingsOf(bearsOn), text };
      return [
        Disclosed({ ...said, audience: hearers }),
        ...(hearers.public ? [DisclosurePublished(said, publishedStream(partnership, disclosure))] : []),
      ];
    },
  });
