import { digestOf, relyOn, type Entity, type StoredEvent } from '#kernel';
import { IsLine } from '#vocabulary';
import type { Identifier } from './organisation.ts';

export class IdentifierInput implements Identifier {
  /** The agency that gave the number, such as `XM-DAC` (IATI OrganisationRegistrationAgency) or a register's own name. */
  @IsLine(60, { least: 2 })
  agency!: string;

  @IsLine(120)
  number!: string;
}

/** Guards that one identifier stands for one organisation. */
export const TakenIdentifier: Entity<{ organisation: string }> = {
  kind: 'identifier',
  stream: ({ agency, number }: Identifier) => `organisation-identifier-${digestOf(agency, number)}`,
  evolve: {
    IdentifierTaken: (_, { data }: StoredEvent<string, { organisation: string }>) => ({
      organisation: data.organisation,
    }),
  },
};
export const identifierStream = TakenIdentifier.stream as (identifier: Identifier) => string;
export const relyOnIdentifier = (identifier?: Identifier) =>
  identifier && relyOn(TakenIdentifier, identifierStream(identifier));
