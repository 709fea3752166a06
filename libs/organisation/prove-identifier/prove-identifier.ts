import { defineCommand, refuse } from '#kernel';
import {
  anOperator,
  claimantIn,
  IdentifierBound,
  identifierStream,
  OfIdentifier,
  provenIn,
  relyOnIdentifier,
  type Holder,
} from '../identifier.ts';
import { identifierKey } from '../lookup.ts';
import {
  IdentifierProven,
  IdentifierTakenOver,
  Organisation,
  organisationStream,
  type OrganisationState,
} from '../organisation.ts';

export class ProveIdentifier extends OfIdentifier {
  static readonly example = {
    identifier: { agency: 'XM-DAC', number: '41302' },
    reason: 'As the OECD lists it: https://www.oecd.org/dac/codelists',
  };
}

export const proveIdentifier = defineCommand<
  ProveIdentifier,
  OrganisationState,
  { taken: readonly (Holder | undefined)[] }
>({
  input: ProveIdentifier,
  entity: Organisation,
  summary:
    'Vouch that an identifier is an organisation’s, whether it lists it or not: people whom an identity provider names by it are admitted as that organisation.',
  allow: anOperator,
  reads: { taken: ({ identifier }) => relyOnIdentifier(identifier) },
  decide: (state, { identifier, reason }, { self, read }) => {
    if (!state)
      return refuse('organisation-unknown', 'No such organisation is listed.', { field: 'organisation' });
    const [proven, claimed] = [provenIn(read.taken), claimantIn(read.taken)];
    if (proven !== undefined && proven !== self)
      return refuse(
        'identifier-proven',
        `This identifier is proven for ${proven}: an operator has to unprove it there first.`,
        { field: 'identifier', organisation: proven },
      );
    const key = identifierKey(identifier);
    const standing = state.proven.find((one) => identifierKey(one) === key);
    // Proven again under a name that it has taken since, it is known to the operator by that name.
    if (standing?.name === state.details.name) return [];
    const { agency, number } = identifier;
    return [
      IdentifierProven({ organisation: self, identifier: { agency, number }, reason }),
      ...(proven === undefined
        ? [IdentifierBound({ agency, number, organisation: self }, identifierStream(identifier))]
        : []),
      // Whoever claimed it first goes on saying so, and is shown beside as one whom it was proven against.
      ...(claimed === undefined || claimed === self || proven !== undefined
        ? []
        : [
            IdentifierTakenOver(
              { organisation: claimed, identifier: { agency, number }, reason, by: self },
              organisationStream(claimed),
            ),
          ]),
    ];
  },
});
