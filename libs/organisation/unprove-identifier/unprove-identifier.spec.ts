import type { NewEvent } from '#kernel';
import { given, givenAs, orgId } from '#specification';
import {
  IdentifierBound,
  identifierStream,
  identifierStreams,
  IdentifierTaken,
  IdentifierUnbound,
} from '../identifier.ts';
import { IdentifierProven, IdentifierUnproven, OrganisationRegistered } from '../organisation.ts';
import { unproveIdentifier } from './unprove-identifier.ts';

const organisation = orgId('itu');
const identifier = { agency: 'XM-DAC', number: '41302' };
const reason = 'The number is another’s';
const registered = { organisation, name: 'ITU', registeredBy: 'operator' };
const listed = OrganisationRegistered(registered);
const held = { ...identifier, organisation };
const stream = identifierStream(identifier);

const unproving = (agency: string, ...history: readonly NewEvent[]) =>
  given(...history).when(
    unproveIdentifier,
    { organisation, identifier: { ...identifier, agency }, reason },
    { self: organisation, actor: { organisation: 'operator', roles: ['operator'] } },
  );
const listedBy = (roles: string, agency: string, at: string): NewEvent[] => [
  givenAs(roles, OrganisationRegistered({ ...registered, identifier: { ...identifier, agency } })),
  givenAs(roles, IdentifierTaken({ ...held, agency }, at)),
];

describe('UnproveIdentifier', () => {
  it.each([
    [
      'proved',
      [listed, IdentifierProven({ organisation, identifier, reason }), IdentifierBound(held, stream)],
    ],
    ['listed', listedBy('operator', 'XM-DAC', stream)],
  ])('takes back what an operator %s, however the agency is written', (_, history) => {
    for (const agency of ['XM-DAC', 'xm-dac'])
      unproving(agency, ...history).then(
        IdentifierUnproven({ organisation, identifier, reason }),
        IdentifierUnbound(held, stream),
      );
  });

  it.each(['xm-dac', 'Xm-Dac'])('takes back what an older store keeps as %s wherever that is', (agency) => {
    const asWritten = identifierStreams({ ...identifier, agency })[1] ?? '';
    const { decision } = unproving('XM-DAC', ...listedBy('operator', agency, asWritten));
    expect(decision).toContainEqual(IdentifierUnbound({ ...held, agency }, asWritten));
  });

  it('gives a claim back that was proven against whoever made it', () => {
    const other = orgId('other');
    const claim = IdentifierTaken({ ...held, organisation: other }, stream);
    const proven = [IdentifierProven({ organisation, identifier, reason }), IdentifierBound(held, stream)];
    unproving('XM-DAC', listed, claim, ...proven).emits(
      'IdentifierUnproven',
      'IdentifierGivenBack',
      'IdentifierUnbound',
    );
  });

  it('is of what is proven', () => {
    unproving('XM-DAC', listed).refuses('identifier-unproven');
    unproving('XM-DAC', ...listedBy('participant', 'XM-DAC', stream)).refuses('identifier-unproven');
    unproving('XM-DAC').refuses('organisation-unknown');
  });
});
