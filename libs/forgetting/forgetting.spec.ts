import { given } from '#specification';
import { disclosureStream } from '#disclosure';
import { about, disclosed, disclosure } from '../disclosure/specification/example.ts';
import { FocalPointNamed, FocalPointWithdrawn, personStream } from '#focal-point';
import { details, elsewhere, here, named, person } from '../focal-point/specification/example.ts';
import { DisclosureForgotten, PersonForgotten } from './forgotten.ts';
import { forgetDisclosure, forgetPerson } from './index.ts';

const operator = { actor: { organisation: 'operator', roles: ['operator'] } };
const shared = (audience = {}) => ({ ...disclosed(audience), stream: disclosureStream(disclosure) });
const ofPerson = (event: object) => ({ ...event, stream: personStream(person) }) as typeof named;
const { organisation } = named.data;
const personGone = PersonForgotten({
  person,
  organisation,
  partnerships: [elsewhere, here.partnership].sort(),
});

describe('Forgetting', () => {
  it('records of a disclosure that there was one, once', () => {
    given(shared()).when(forgetDisclosure, { disclosure }, operator).then(DisclosureForgotten(about));
    given(personGone, DisclosureForgotten(about))
      .when(forgetDisclosure, { disclosure }, operator)
      .changesNothing();
  });

  it('is of nothing that was made public, or never was', () => {
    given(shared({ public: true }))
      .when(forgetDisclosure, { disclosure }, operator)
      .refuses('disclosure-public');
    given().when(forgetDisclosure, { disclosure }, operator).refuses('disclosure-unknown');
    given().when(forgetPerson, { person }, operator).refuses('person-unknown');
  });

  it('records of a person where it was named, withdrawn or not, once', () => {
    const history = [
      named,
      FocalPointNamed({ person, partnership: elsewhere, organisation, ...details }),
      FocalPointWithdrawn({ ...here, organisation }),
    ];
    given(...history.map(ofPerson))
      .when(forgetPerson, { person }, operator)
      .then(personGone);
    given(DisclosureForgotten(about), personGone).when(forgetPerson, { person }, operator).changesNothing();
  });

  it('is an operator’s alone', () => {
    given(shared()).when(forgetDisclosure, { disclosure }).refuses('role-missing');
  });
});
