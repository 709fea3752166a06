import { given, orgId } from '#specification';
import { DuplicateConfirmed, DuplicateDenied } from '../duplicate.ts';
import { OrganisationRegistered } from '../organisation.ts';
import { denyDuplicate } from './deny-duplicate.ts';

const [organisation, listing] = [orgId('itu'), orgId('twice')];
const listed = OrganisationRegistered({ organisation, name: 'ITU', registeredBy: organisation });
const confirmed = DuplicateConfirmed({ organisation, listing, keep: listing });
const own = { actor: { organisation }, self: organisation };

describe('DenyDuplicate', () => {
  it('takes back its own word, with a reason where it says one', () => {
    given(listed, confirmed)
      .when(denyDuplicate, { organisation, listing }, own)
      .then(DuplicateDenied({ organisation, listing }));
    given(listed, confirmed)
      .when(denyDuplicate, { organisation, listing, reason: 'Two' }, own)
      .then(DuplicateDenied({ organisation, listing, reason: 'Two' }));
  });

  it('is nothing where it never said so, and nobody else’s to say', () => {
    given(listed).when(denyDuplicate, { organisation, listing }, own).changesNothing();
    given(listed, confirmed)
      .when(denyDuplicate, { organisation, listing }, { actor: { organisation: listing } })
      .refuses('not-your-organisation');
    given().when(denyDuplicate, { organisation, listing }, own).refuses('organisation-unknown');
  });
});
