import { Type } from 'class-transformer';
import { IsIn, IsOptional, ValidateNested } from 'class-validator';
import { defineCommand, refuse, type Allow } from '#kernel';
import { Dated, IsCountry, IsLine, IsText, ORGANISATION_TYPES } from '#vocabulary';
import {
  claimerIn,
  holderIn,
  IdentifierInput,
  identifierStream,
  IdentifierTaken,
  provenIn,
  relyOnIdentifier,
  type Holder,
} from '../identifier.ts';
import { isOperator, Organisation, OrganisationRegistered, type OrganisationState } from '../organisation.ts';

export class RegisterOrganisation extends Dated {
  static readonly example = {
    name: 'International Telecommunication Union',
    type: '40',
    country: 'CH',
    identifier: { agency: 'XM-DAC', number: '41302' },
  };

  @IsLine(300)
  name!: string;

  /** IATI OrganisationType: 10 government, 40 multilateral, 70 private sector … Left open where it is not known. */
  @IsOptional()
  @IsIn(Object.keys(ORGANISATION_TYPES))
  type?: string;

  @IsOptional()
  @IsCountry()
  country?: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => IdentifierInput)
  identifier?: IdentifierInput;

  /** How you know, which everybody is shown. An operator says it always: what it lists is proven. */
  @IsOptional()
  @IsText(2000)
  reason?: string;
}

/** Whoever has a token: an organisation may list others, so that they can be invited or named; it speaks for none of them. */
const anyone: Allow<unknown> = {
  label: 'anyone who gives commands, and an operator',
  roles: ['participant', 'operator'],
  refuse: () => undefined,
};

export const registerOrganisation = defineCommand<
  RegisterOrganisation,
  OrganisationState,
  { taken: readonly (Holder | undefined)[] }
>({
  input: RegisterOrganisation,
  entity: Organisation,
  creates: 'org',
  summary: 'List an organisation, once for all partnerships.',
  allow: anyone,
  reads: { taken: ({ identifier }) => relyOnIdentifier(identifier) },
  decide: (_, { name, type, country, identifier, reason }, { self, actor, read }) => {
    if (reason === undefined && isOperator(actor))
      return refuse('reason-missing', 'Say in "reason" how you know: everybody is shown it.', {
        field: 'reason',
      });
    const holder = holderIn(read.taken);
    const isProven = provenIn(read.taken) !== undefined;
    if (holder !== undefined)
      return refuse(
        'identifier-taken',
        'An organisation with this identifier is listed already: use that one.',
        {
          field: 'identifier',
          organisation: holder,
          ...(isProven ? { proven: true } : { claimedBy: claimerIn(read.taken) }),
        },
      );
    const details = { name, type, country, identifier };
    return [
      OrganisationRegistered({
        organisation: self,
        ...details,
        registeredBy: actor.organisation,
        ...(reason === undefined ? {} : { reason }),
      }),
      ...(identifier
        ? [IdentifierTaken({ ...identifier, organisation: self }, identifierStream(identifier))]
        : []),
    ];
  },
});
