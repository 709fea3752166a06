import { IsOptional } from 'class-validator';
import { Already, defineCommand, relyOn, same } from '#kernel';
import { Dated, IsIdOf, IsLine, IsMailAddress, IsText } from '#vocabulary';
import { latest, Partnership, type PartnershipState, refuseBefore } from '#partnership';
import { FocalPointNamed } from '../events.ts';
import { naming, Person, type PersonState } from '../person.ts';

export class NameFocalPoint extends Dated {
  static readonly example = {
    name: 'Ana Duarte',
    email: 'ana.duarte@example.org',
    about: 'The school map, and who pays for it',
  };

  @IsIdOf('ptn')
  partnership!: string;

  /** Whom your organisation has named before, here or elsewhere: it stays the same person, and what is said here is said anew. */
  @IsOptional()
  @IsIdOf('per')
  person?: string;

  @IsLine(200)
  name!: string;

  @IsMailAddress()
  email!: string;

  /** What to speak to them about; everything, if not said. */
  @IsOptional()
  @IsText(2000)
  about?: string;
}

export const nameFocalPoint = defineCommand<NameFocalPoint, PersonState, { book: PartnershipState }>({
  input: NameFocalPoint,
  entity: Person,
  creates: 'per',
  summary:
    'Name who is to be spoken to for your organisation: sealed, and shown to those who take part, while you do.',
  allow: naming,
  reads: {
    book: ({ partnership }) => relyOn(Partnership, Partnership.stream({ partnership } as never), 'existence'),
  },
  decide: (state, { partnership, name, email, about }, { actor, self: person, effectiveOn, read }) => {
    const details = { name, email, ...(about === undefined ? {} : { about }) };
    const known = state?.named.get(partnership);
    if (known && same(known.details, details)) return new Already();
    const refusal = refuseBefore(latest([read.book?.on, known?.on]), effectiveOn);
    if (refusal) return refusal;
    return [FocalPointNamed({ partnership, person, organisation: actor.organisation, ...details })];
  },
});
