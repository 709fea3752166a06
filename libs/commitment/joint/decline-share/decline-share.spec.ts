import { given } from '#specification';
import { as, convener } from '../../specification/example.ts';
import { ShareDeclined } from '../events.ts';
import { accepted, dated, declined, formed, joint, parties, proposed } from '../specification/example.ts';
import { declineShare } from './decline-share.ts';

const [first, second, third] = parties;

describe('DeclineShare', () => {
  it('says no, participant or not, and nobody has to say why', () => {
    given(proposed()).when(declineShare, joint, as(third)).then(declined(third));
    const reason = 'Our budget is spent';
    given(proposed())
      .when(declineShare, { ...joint, reason }, as(third))
      .then(ShareDeclined({ ...joint, organisation: third, reason }));
  });

  it('forms the whole as the last answer, where two stand by it', () => {
    given(proposed(), accepted(second), accepted(first))
      .when(declineShare, joint, as(third))
      .then(declined(third), dated('2022-01-10', formed(first, second)));
    given(proposed(), accepted(second), declined(first))
      .when(declineShare, joint, as(third))
      .then(declined(third));
  });

  it('is for those it names', () => {
    given(proposed()).when(declineShare, joint, as(convener)).refuses('not-a-party');
    given().when(declineShare, joint, as(third)).refuses('joint-commitment-unknown');
  });

  it('says nothing new twice, and takes no acceptance back', () => {
    given(proposed(), declined(third)).when(declineShare, joint, as(third)).changesNothing();
    given(proposed(), accepted(second)).when(declineShare, joint, as(second)).refuses('already-accepted');
  });

  it('is not dated before the proposal', () => {
    given(proposed())
      .when(declineShare, { ...joint, effectiveOn: '2020-09-20' }, as(third))
      .refuses('before-last-change');
  });
});
