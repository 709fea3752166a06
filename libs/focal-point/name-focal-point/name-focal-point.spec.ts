import { readInput } from '#input';
import { given, perId } from '#specification';
import { FocalPointNamed, FocalPointWithdrawn } from '../events.ts';
import { as, book, convener, details, elsewhere, gone, here, named } from '../specification/example.ts';
import { partnership, person, second, stranger } from '../specification/example.ts';
import { NameFocalPoint, nameFocalPoint } from './name-focal-point.ts';

const anew = { ...details, about: 'The school map' };

describe('NameFocalPoint', () => {
  it('names somebody for the organisation of who gives it, under a new id', () => {
    given(...book)
      .when(nameFocalPoint, { partnership, ...details }, as(second))
      .then(named);
  });

  it('is open to those who take part alone', () => {
    for (const history of [book, [...book, ...gone(second)]])
      given(...history)
        .when(nameFocalPoint, { partnership, ...details }, as(history === book ? stranger : second))
        .refuses('not-a-participant');
  });

  it('says anew whom it has named before, here and elsewhere: the same again is nothing new', () => {
    const { organisation } = named.data;
    const again = given(...book, named);
    again.when(nameFocalPoint, { ...here, ...details }, as(second)).changesNothing();
    again
      .when(nameFocalPoint, { ...here, ...anew }, as(second))
      .then(FocalPointNamed({ ...here, organisation, ...anew }));
    given(...book, FocalPointNamed({ person, partnership: elsewhere, organisation, ...details }))
      .when(nameFocalPoint, { ...here, ...details }, as(second))
      .then(named);
    given(...book, named, FocalPointWithdrawn({ ...here, organisation }))
      .when(nameFocalPoint, { ...here, ...details }, as(second))
      .then(named);
  });

  it('answers of somebody else’s person as of one that never was', () => {
    const another = { ...here, person: perId('nobody') };
    const refusals = [
      given(...book, named).when(nameFocalPoint, { ...here, ...details }, as(convener)),
      given(...book).when(nameFocalPoint, { ...another, ...details }, as(convener)),
    ];
    for (const refusal of refusals) refusal.refuses('person-unknown');
    expect(refusals[0]?.decision).toEqual(refusals[1]?.decision);
  });

  it('is not dated before the partnership, nor before what it says anew', () => {
    const early = { ...anew, effectiveOn: '2019-12-31' };
    given(...book)
      .when(nameFocalPoint, { partnership, ...early }, as(second))
      .refuses('before-last-change');
    given(...book, named)
      .when(nameFocalPoint, { ...here, ...anew, effectiveOn: '2020-09-20' }, as(second))
      .refuses('before-last-change');
  });

  it('takes an address that can be one', () => {
    const read = (email: string) => readInput(NameFocalPoint, { partnership, ...details, email });
    expect(read(details.email)).toMatchObject(details);
    for (const email of ['Ana', 'ana@', 'ana@example', 'Ana <ana@example.org>'])
      expect(read(email)).toMatchObject([{ field: '/email', rule: 'isEmail' }]);
  });
});
