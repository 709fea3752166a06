import { Type } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsOptional, ValidateNested } from 'class-validator';
import { defineCommand, refuse, relyOn, same } from '#kernel';
import { Dated, IsCountry, IsIdOf, IsLine, IsText, ORGANISATION_TYPES } from '#vocabulary';
import {
  holderIn,
  IdentifierInput,
  identifierStream,
  identifierStreams,
  IdentifierTaken,
  released,
  relyOnIdentifier,
  type Holder,
} from '../identifier.ts';
import { identifierKey, type Identifier } from '../lookup.ts';
import { ENDINGS, OrganisationEnded } from '../endings.ts';
import { itself } from '../itself.ts';
import {
  Organisation,
  isEnding,
  OrganisationChanged,
  organisationStream,
  SuccessionOffered,
  type OrganisationChange,
  type OrganisationDetails,
  type OrganisationState,
} from '../organisation.ts';
import { refuseSuccessor, relyOnSuccessions, type Successions } from '../succession.ts';

export class ChangeOrganisation extends Dated {
  static readonly example = { change: 'renamed', name: 'Meta Platforms', reason: 'New company name' };

  @IsIdOf('org')
  organisation!: string;

  @IsIn(['renamed', 'merged', 'dissolved', 'detailed'])
  change!: OrganisationChange;

  @IsOptional()
  @IsLine(300)
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

  /** Others that it is known by beside that, all of them: those left out are claimed no more. */
  @IsOptional()
  @ValidateNested({ each: true })
  @ArrayMaxSize(20)
  @Type(() => IdentifierInput)
  alsoIdentifiers?: IdentifierInput[];

  /** Which organisation is to go on in its place, after a merger or a dissolution: it does once it has accepted (AcceptSuccession). */
  @IsOptional()
  @IsIdOf('org')
  successor?: string;

  @IsOptional()
  @IsText(2000)
  reason?: string;
}

/** Why this change may not be, by what it lacks. */
const refuseIncomplete = ({ change, name, successor, organisation }: ChangeOrganisation) => {
  const field = 'successor';
  if (change === 'renamed' && !name)
    return refuse('name-missing', 'Say the new name in "name".', { field: 'name' });
  if (change === 'merged' && !successor)
    return refuse('successor-missing', 'Say in "successor" which organisation goes on.', { field });
  if (successor && (change === 'renamed' || change === 'detailed'))
    return refuse('successor-unasked', 'It goes on itself: a successor follows one that ends.', { field });
  if (successor === organisation)
    return refuse('own-successor', 'An organisation cannot succeed itself.', { field });
  return undefined;
};

/** Why this change may not be, by what came before. Changes go by turns in time too: each tells all that stands after it. */
const refuseAfter = ({ ended, changedOn }: OrganisationState, effectiveOn: string) => {
  if (ended)
    return refuse('organisation-ended', `This organisation was ${ended}; it is not changed any more.`);
  if (changedOn !== undefined && effectiveOn < changedOn)
    return refuse(
      'before-last-change',
      `It was last changed on ${changedOn}: say an "effectiveOn" of that day or later.`,
      { field: 'effectiveOn' },
    );
  return undefined;
};

/** What is listed about it, with what the command says. */
const changed = (details: OrganisationDetails, command: ChangeOrganisation): OrganisationDetails => ({
  ...details,
  ...Object.fromEntries(
    (['name', 'type', 'country', 'identifier', 'alsoIdentifiers'] as const).flatMap((key) =>
      command[key] ? [[key, command[key]]] : [],
    ),
  ),
});

const isSame = (a: OrganisationDetails, b: OrganisationDetails): boolean =>
  a.name === b.name &&
  a.type === b.type &&
  a.country === b.country &&
  a.identifier?.agency === b.identifier?.agency &&
  a.identifier?.number === b.identifier?.number &&
  same(a.alsoIdentifiers ?? [], b.alsoIdentifiers ?? []);

const claimsOf = ({ identifier, alsoIdentifiers = [] }: OrganisationDetails): readonly Identifier[] => [
  ...(identifier ? [identifier] : []),
  ...alsoIdentifiers,
];
/** What it was known by, and is no more. */
function givenUp(before: OrganisationDetails, after: OrganisationDetails): readonly Identifier[] {
  const kept = new Set(claimsOf(after).map(identifierKey));
  return claimsOf(before).filter((one) => !kept.has(identifierKey(one)));
}

/** Each of the others it would be known by, and who holds that. */
function alsoClaimed(
  { alsoIdentifiers = [] }: ChangeOrganisation,
  taken: readonly (Holder | undefined)[] = [],
) {
  let from = 0;
  return alsoIdentifiers.map(({ agency, number }) => {
    const one = { agency, number };
    const to = from + identifierStreams(one).length;
    const holder = holderIn(taken.slice(from, to));
    from = to;
    return { one, holder };
  });
}

export const changeOrganisation = defineCommand<
  ChangeOrganisation,
  OrganisationState,
  {
    taken: readonly (Holder | undefined)[];
    alsoTaken: readonly (Holder | undefined)[];
    successor: OrganisationState;
    successions: Successions;
  }
>({
  input: ChangeOrganisation,
  entity: Organisation,
  summary:
    'Rename, merge, dissolve or detail an organisation; what was recorded under the old name stays as it was.',
  allow: itself,
  reads: {
    taken: ({ identifier }) => relyOnIdentifier(identifier),
    alsoTaken: ({ alsoIdentifiers }) => alsoIdentifiers?.flatMap((one) => relyOnIdentifier(one) ?? []),
    successor: ({ successor }) =>
      successor === undefined ? undefined : relyOn(Organisation, organisationStream(successor)),
    successions: ({ successor }) => (successor === undefined ? undefined : relyOnSuccessions()),
  },
  decide: (state, command, { self, effectiveOn, read }) => {
    if (!state)
      return refuse('organisation-unknown', 'No such organisation is listed.', { field: 'organisation' });
    const { change, successor, reason, identifier } = command;
    const refusal =
      refuseAfter(state, effectiveOn) ??
      refuseIncomplete(command) ??
      (successor === undefined
        ? undefined
        : refuseSuccessor({ organisation: self, successor }, read, effectiveOn));
    if (refusal) return refusal;
    const holder = holderIn(read.taken);
    if (holder !== undefined && holder !== self)
      return refuse('identifier-taken', 'Another organisation is listed under this identifier.', {
        field: 'identifier',
      });
    const also = alsoClaimed(command, read.alsoTaken);
    if (also.some((one) => one.holder !== undefined && one.holder !== self))
      return refuse('identifier-taken', 'Another organisation is listed under one of these identifiers.', {
        field: 'alsoIdentifiers',
      });
    const before = state.details;
    const after = changed(before, command);
    const { offered } = state;
    const offer =
      isEnding(change) && successor !== undefined
        ? [SuccessionOffered({ organisation: self, change, successor, reason })]
        : [];
    if (change === 'merged') {
      // It goes on as before until its successor accepts: what else it says of itself, it says by itself.
      if (!isSame(before, after))
        return refuse('merger-alone', 'Say what else has changed by "renamed" or "detailed" first.');
      return offered?.change === change && offered.successor === successor ? [] : offer;
    }
    if (!isEnding(change) && isSame(before, after)) return [];
    return [
      OrganisationChanged({ organisation: self, change, before, after, reason }),
      ...(isEnding(change) ? [OrganisationEnded({ organisation: self, how: change }, ENDINGS)] : []),
      ...offer,
      ...givenUp(before, after).flatMap((one) => released(one, self)),
      ...(identifier && holder === undefined
        ? [IdentifierTaken({ ...identifier, organisation: self }, identifierStream(identifier))]
        : []),
      ...also.flatMap(({ one, holder }) =>
        holder === undefined ? [IdentifierTaken({ ...one, organisation: self }, identifierStream(one))] : [],
      ),
    ];
  },
});
