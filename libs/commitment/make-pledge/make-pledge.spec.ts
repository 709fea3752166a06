import { given } from '#specification';
import { PledgeMade } from '../events.ts';
import {
  about,
  as,
  attributedTo,
  importer,
  joined,
  mandated,
  owner,
  partnership,
  promise,
  registered,
  stranger,
} from '../specification/example.ts';
import { makeCommitment } from '../make-commitment/make-commitment.ts';
import { Story } from '../specification/story.ts';
import { makePledge } from './make-pledge.ts';

const say = { partnership, ...promise };

describe('MakePledge', () => {
  it('says an intention with a statement and a kind', () => {
    given(joined())
      .when(makePledge, say, as(owner))
      .then(PledgeMade({ ...about, recordedBy: owner, attributed: false, details: promise }));
  });

  it('is not firm, as a commitment is from its own day', () => {
    const said = { ...promise, effectiveOn: '2021-01-01' };
    const by = { by: owner };
    expect(new Story(joined()).go(makePledge, said, by).commitment().firmOn).toBeUndefined();
    expect(new Story(joined()).go(makeCommitment, said, by).commitment().firmOn).toBe('2021-01-01');
  });

  it('is for active participants', () => {
    given(joined()).when(makePledge, say, as(stranger)).refuses('not-a-participant');
  });

  it('can be recorded on behalf of another under a mandate, and only so', () => {
    const book = given(mandated(), joined(stranger), registered());
    book.when(makePledge, { ...say, ...attributedTo }, as(importer)).emits('PledgeMade', 'SourceRecorded');
    book.when(makePledge, { ...say, ...attributedTo }, as(stranger)).refuses('no-mandate');
  });

  it('refuses percentages that do not total 100', () => {
    given(joined())
      .when(makePledge, { ...say, places: [{ place: 'CO', percentage: '99' }] }, as(owner))
      .refuses('percentages-not-100');
  });
});
