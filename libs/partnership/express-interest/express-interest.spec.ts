import { given } from '#specification';
import { InterestExpressed } from '../events.ts';
import { as, convened, EARLY, here, interested, joined, left, stranger } from '../specification/example.ts';
import { expressInterest } from './express-interest.ts';

const statement = 'We run ground stations';
const said = { ...here, organisation: stranger, statement };

describe('ExpressInterest', () => {
  it('is open to any organisation', () => {
    given(...convened())
      .when(expressInterest, { ...here, statement }, as(stranger))
      .then(InterestExpressed(said));
  });

  it('replaces what the same organisation said before', () => {
    given(...convened(), interested(stranger, 'We can help'))
      .when(expressInterest, { ...here, statement }, as(stranger))
      .then(InterestExpressed({ ...said, from: 'We can help' }));
  });

  it('changes nothing in the same words, unless who said them has come and gone since', () => {
    given(...convened(), interested(stranger, statement))
      .when(expressInterest, { ...here, statement }, as(stranger))
      .changesNothing();
    given(...convened(), interested(stranger, statement), joined(stranger), left(stranger))
      .when(expressInterest, { ...here, statement }, as(stranger))
      .then(InterestExpressed(said));
  });

  it('is not dated before what it replaces, nor before leaving', () => {
    for (const before of [[interested(stranger)], [joined(stranger), left(stranger)]])
      given(...convened(), ...before)
        .when(expressInterest, { ...here, statement, effectiveOn: EARLY }, as(stranger))
        .refuses('before-last-change');
  });
});
