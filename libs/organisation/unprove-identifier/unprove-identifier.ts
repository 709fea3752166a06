import { defineCommand, refuse } from '#kernel';
import {
  anOperator,
  claimantIn,
  IdentifierUnbound,
  identifierStreams,
  OfIdentifier,
  relyOnIdentifier,
  type Holder,
} from '../identifier.ts';
import { identifierKey } from '../lookup.ts';
import {
  IdentifierGivenBack,
  IdentifierUnproven,
  Organisation,
  organisationStream,
  type OrganisationState,
} from '../organisation.ts';

export class UnproveIdentifier extends OfIdentifier {
  static readonly example = {
    identifier: { agency: 'XM-DAC', number: '41302' },
    reason: 'The number is another organisation’s',
  };
}

export const unproveIdentifier = defineCommand<
  UnproveIdentifier,
  OrganisationState,
  { taken: readonly (Holder | undefined)[] }
>({
  input: UnproveIdentifier,
  entity: Organisation,
  summary:
    'Take back that an identifier is proven: it admits nobody any more, and is a claim where the organisation lists it.',
  allow: anOperator,
  reads: { taken: ({ identifier }) => relyOnIdentifier(identifier) },
  decide: (state, { identifier, reason }, { self, read }) => {
    if (!state)
      return refuse('organisation-unknown', 'No such organisation is listed.', { field: 'organisation' });
    const key = identifierKey(identifier);
    const standing = state.proven.find((one) => identifierKey(one) === key);
    if (!standing)
      return refuse('identifier-unproven', 'This identifier is not proven for this organisation.', {
        field: 'identifier',
      });
    const { agency, number } = standing;
    const claimed = claimantIn(read.taken);
    const seen = new Map(identifierStreams(identifier).map((stream, i) => [stream, read.taken?.[i]]));
    // Listed in an older store with another spelling than is said now, it is bound where nobody looked.
    const bound = identifierStreams(standing).filter(
      (stream) => !seen.has(stream) || seen.get(stream)?.provenFor === self,
    );
    return [
      IdentifierUnproven({ organisation: self, identifier: { agency, number }, reason }),
      ...(claimed === undefined || claimed === self
        ? []
        : [
            IdentifierGivenBack(
              { organisation: claimed, identifier: { agency, number }, reason, by: self },
              organisationStream(claimed),
            ),
          ]),
      ...bound.map((stream) => IdentifierUnbound({ agency, number, organisation: self }, stream)),
    ];
  },
});
