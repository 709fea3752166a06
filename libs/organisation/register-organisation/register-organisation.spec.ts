import { given, orgId } from '#specification';
import {
  IdentifierBound,
  identifierStream,
  identifierStreams,
  IdentifierTaken,
  IdentifierUnbound,
} from '../identifier.ts';
import { OrganisationRegistered } from '../organisation.ts';
import { registerOrganisation } from './register-organisation.ts';

const identifier = { agency: 'XM-DAC', number: '41302' };
const itu = { name: 'International Telecommunication Union', type: '40' };

describe('RegisterOrganisation', () => {
  it('lists an organisation and says who listed it', () => {
    given()
      .when(registerOrganisation, itu, { self: orgId('itu'), actor: { organisation: orgId('oef') } })
      .then(OrganisationRegistered({ organisation: orgId('itu'), ...itu, registeredBy: orgId('oef') }));
  });

  it('takes a reason of whoever says one, and of an operator always', () => {
    const operator = { self: orgId('itu'), actor: { organisation: 'operator', roles: ['operator'] } };
    const both = { ...operator, actor: { organisation: orgId('oef'), roles: ['operator', 'participant'] } };
    given().when(registerOrganisation, itu, operator).refuses('reason-missing');
    given().when(registerOrganisation, itu, both).emits('OrganisationRegistered');
    const reason = 'As its register says';
    given()
      .when(registerOrganisation, { ...itu, reason }, operator)
      .then(OrganisationRegistered({ organisation: orgId('itu'), ...itu, registeredBy: 'operator', reason }));
  });

  it('takes the identifier in the same append', () => {
    given()
      .when(registerOrganisation, { ...itu, identifier })
      .emits('OrganisationRegistered', 'IdentifierTaken');
  });

  const held = { ...identifier, organisation: orgId('itu') };
  const stream = identifierStream(identifier);

  it.each(['XM-DAC', 'xm-dac', ' Xm-Dac'])(
    'refuses an identifier that stands for another: of %s',
    (agency) => {
      for (const event of [IdentifierTaken(held, stream), IdentifierBound(held, stream)])
        given(event)
          .when(registerOrganisation, { ...itu, identifier: { ...identifier, agency } })
          .refuses('identifier-taken');
    },
  );

  it.each([
    ['by whom it is claimed', IdentifierTaken(held, stream), { claimedBy: orgId('mallory') }],
    ['that it is proven', IdentifierBound(held, stream), { proven: true }],
  ])('says whose the identifier is, and %s', (_, event, told) => {
    const metadata = { organisation: orgId('mallory') };
    const { decision } = given(Object.assign({ ...event }, { metadata })).when(registerOrganisation, {
      ...itu,
      identifier,
    });
    expect(decision).toMatchObject({ details: { organisation: orgId('itu'), ...told } });
  });

  it('takes one that is proven for nobody any more', () => {
    given(IdentifierBound(held, stream), IdentifierUnbound(held, stream))
      .when(registerOrganisation, { ...itu, identifier })
      .emits('OrganisationRegistered', 'IdentifierTaken');
  });

  it('finds what an older store kept by the agency as it was written', () => {
    const old = { agency: 'Companies House', number: '1' };
    const [, asWritten] = identifierStreams(old);
    given(IdentifierTaken({ ...old, organisation: orgId('itu') }, asWritten))
      .when(registerOrganisation, { ...itu, identifier: old })
      .refuses('identifier-taken');
  });
});
