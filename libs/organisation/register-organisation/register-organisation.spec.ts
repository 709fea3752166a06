import { given, orgId } from '#specification';
import { identifierStream } from '../identifier.ts';
import { IdentifierTaken, OrganisationRegistered } from '../organisation.ts';
import { registerOrganisation } from './register-organisation.ts';

const identifier = { agency: 'XM-DAC', number: '41302' };
const itu = { name: 'International Telecommunication Union', type: '40' };

describe('RegisterOrganisation', () => {
  it('lists an organisation and says who listed it', () => {
    given()
      .when(registerOrganisation, itu, { self: orgId('itu'), actor: { organisation: orgId('oef') } })
      .then(OrganisationRegistered({ organisation: orgId('itu'), ...itu, registeredBy: orgId('oef') }));
  });

  it('takes the identifier in the same append', () => {
    given()
      .when(registerOrganisation, { ...itu, identifier })
      .emits('OrganisationRegistered', 'IdentifierTaken');
  });

  it('refuses an identifier that stands for another', () => {
    given(IdentifierTaken({ ...identifier, organisation: orgId('itu') }, identifierStream(identifier)))
      .when(registerOrganisation, { ...itu, identifier })
      .refuses('identifier-taken');
  });
});
