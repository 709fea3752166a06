import { given } from '#specification';
import { FocalPointNamed, FocalPointWithdrawn } from '../events.ts';
import { as, book, convener, details, elsewhere, gone, here, named } from '../specification/example.ts';
import { person, second } from '../specification/example.ts';
import { withdrawFocalPoint } from './withdraw-focal-point.ts';

const withdrawn = FocalPointWithdrawn({ ...here, organisation: second });

describe('WithdrawFocalPoint', () => {
  it('is given by the organisation that named it, taking part or not, once', () => {
    for (const history of [book, [...book, ...gone(second)]])
      given(...history, named)
        .when(withdrawFocalPoint, here, as(second))
        .then(withdrawn);
    given(...book, named, withdrawn)
      .when(withdrawFocalPoint, here, as(second))
      .changesNothing();
  });

  it('answers others, and of who is not named here, as of one that never was', () => {
    const refusals = [
      given(...book, named).when(withdrawFocalPoint, here, as(convener)),
      given(...book).when(withdrawFocalPoint, here, as(second)),
      given(
        ...book,
        FocalPointNamed({ person, partnership: elsewhere, organisation: second, ...details }),
      ).when(withdrawFocalPoint, here, as(second)),
    ];
    for (const refusal of refusals) refusal.refuses('person-unknown');
  });

  it('is not dated before what it ends', () => {
    given(...book, named)
      .when(withdrawFocalPoint, { ...here, effectiveOn: '2020-09-20' }, as(second))
      .refuses('before-last-change');
  });
});
