import { Type } from 'class-transformer';
import { IsIn, IsOptional, ValidateNested } from 'class-validator';
import { defineCommand, refuse, relyOn, type Allow } from '#kernel';
import { Dated, IsCountry, IsIdOf, IsText, ORGANISATION_TYPES } from '#vocabulary';
import { IdentifierInput, identifierStream, relyOnIdentifier } from '../identifier.ts';
import {
  IdentifierTaken,
  Organisation,
  OrganisationChanged,
  type OrganisationChange,
  type OrganisationDetails,
  type OrganisationState,
} from '../organisation.ts';

export class ChangeOrganisation extends Dated {
  static readonly example = { change: 'renamed', name: 'Meta Platforms', reason: 'New company name' };

  @IsIdOf('org')
  organisation!: string;

  @IsIn(['renamed', 'merged', 'dissolved', 'detailed'])
  change!: OrganisationChange;

  @IsOptional()
  @IsText(300)
  name?: string;

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

  /** Which organisation goes on in its place, after a merger or a dissolution. */
  @IsOptional()
  @IsIdOf('org')
  successor?: string;

  @IsOptional()
  @IsText(2000)
  reason?: string;
}

const itself: Allow<ChangeOrganisation, OrganisationState> = {
  label: 'the organisation itself',
  refuse: ({ command, actor }) =>
    command.organisation === actor.organisation
      ? undefined
      : refuse('not-your-organisation', 'Only the organisation itself changes what is listed about it.'),
};

/** Why this change may not be, by what it lacks. */
const refuseChange = (command: ChangeOrganisation, state: OrganisationState) => {
  if (state.ended)
    return refuse('organisation-ended', `This organisation was ${state.ended}; it is not changed any more.`);
  if (command.change === 'renamed' && !command.name)
    return refuse('name-missing', 'Say the new name in "name".', { field: 'name' });
  if (command.change === 'merged' && !command.successor)
    return refuse('successor-missing', 'Say in "successor" which organisation goes on.', {
      field: 'successor',
    });
  if (command.successor === command.organisation)
    return refuse('own-successor', 'An organisation cannot succeed itself.', { field: 'successor' });
  return undefined;
};

export const changeOrganisation = defineCommand({
  input: ChangeOrganisation,
  entity: Organisation,
  summary:
    'Rename, merge, dissolve or detail an organisation; what was recorded under the old name stays as it was.',
  allow: itself,
  reads: {
    taken: ({ identifier }) => relyOnIdentifier(identifier),
    successor: ({ successor }) =>
      successor === undefined
        ? undefined
        : relyOn(Organisation, `organisation-organisation-${successor}`, 'existence'),
  },
  decide: (state, command, { self, read }) => {
    if (!state)
      return refuse('organisation-unknown', 'No such organisation is listed.', { field: 'organisation' });
    const refusal = refuseChange(command, state);
    if (refusal) return refusal;
    const { change, successor, reason, identifier } = command;
    if (successor && !read.successor)
      return refuse('organisation-unknown', 'The successor is not listed: register it first.', {
        field: 'successor',
      });
    if (identifier && read.taken && read.taken.organisation !== self)
      return refuse('identifier-taken', 'Another organisation is listed under this identifier.', {
        field: 'identifier',
      });
    const after: OrganisationDetails = {
      ...state.details,
      ...Object.fromEntries(
        (['name', 'type', 'country', 'identifier'] as const).flatMap((key) =>
          command[key] ? [[key, command[key]]] : [],
        ),
      ),
    };
    return [
      OrganisationChanged({ organisation: self, change, before: state.details, after, successor, reason }),
      ...(identifier && !read.taken
        ? [IdentifierTaken({ ...identifier, organisation: self }, identifierStream(identifier))]
        : []),
    ];
  },
});
