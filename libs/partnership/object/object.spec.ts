import { given } from '#specification';
import { Objected } from '../proposals.ts';
import {
  as,
  consented,
  convened,
  here,
  objected,
  proposal,
  proposed,
  reason,
  second,
} from '../specification/example.ts';
import { object } from './object.ts';

const against = { ...here, proposal, reason };
const said = { ...against, organisation: second };

describe('Object', () => {
  it('says what stands in the way, before or after consenting', () => {
    for (const before of [[], [consented(second)]])
      given(...convened(second), proposed(), ...before)
        .when(object, against, as(second))
        .then(Objected(said));
  });

  it('replaces the reason of the same objector', () => {
    given(...convened(second), proposed(), objected(second))
      .when(object, { ...against, reason: 'And clinics' }, as(second))
      .then(Objected({ ...said, reason: 'And clinics', from: reason }));
  });

  it('changes nothing for the same reason', () => {
    given(...convened(second), proposed(), objected(second))
      .when(object, against, as(second))
      .changesNothing();
  });
});
