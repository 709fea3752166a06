import { given } from '#specification';
import { AttributionConfirmed, CommitmentFulfilled } from '../events.ts';
import {
  about,
  as,
  attributedTo,
  disbursed,
  here,
  importer,
  made,
  mandated,
  owner,
  promise,
  recorded,
  registered,
  reported,
} from '../specification/example.ts';
import { reportProgress } from '../report-progress/report-progress.ts';
import { Story } from '../specification/story.ts';
import { confirmAttribution } from '../confirm-attribution/confirm-attribution.ts';
import { makeCommitment } from '../make-commitment/make-commitment.ts';
import { fulfilCommitment } from './fulfil-commitment.ts';

describe('FulfilCommitment', () => {
  it('says that it is done, after a report of its owner', () => {
    given(made(), reported()).when(fulfilCommitment, here, as(owner)).then(CommitmentFulfilled(about));
  });

  it('needs that self-report: money is none', () => {
    given(made()).when(fulfilCommitment, here, as(owner)).refuses('self-report-missing');
    given(made(), disbursed()).when(fulfilCommitment, here, as(owner)).refuses('self-report-missing');
  });

  it('needs one of that day or before', () => {
    const book = given(made(), { ...reported(), effectiveOn: '2021-05-01' });
    book
      .when(fulfilCommitment, { ...here, effectiveOn: '2021-04-30' }, as(owner))
      .refuses('self-report-missing');
    book
      .when(fulfilCommitment, { ...here, effectiveOn: '2021-05-01' }, as(owner))
      .emits('CommitmentFulfilled');
  });

  it("is not said by a recorder: its report is not the owner's", () => {
    given(mandated(), recorded(), reported(false))
      .when(fulfilCommitment, { ...here, ...attributedTo }, as(importer))
      .refuses('self-report-missing');
  });

  it("needs the owner's own report on what it confirmed", () => {
    const by = { by: owner };
    const recorder = { by: importer };
    const story = new Story(mandated(), registered())
      .go(makeCommitment, { ...promise, ...attributedTo }, recorder)
      .go(reportProgress, { entry: 'r', narrative: 'It goes well', ...attributedTo }, recorder)
      .go(confirmAttribution, {}, by);
    expect(story.tell(fulfilCommitment, {}, by)).toMatchObject({ code: 'self-report-missing' });
    story.go(reportProgress, { entry: 'own', narrative: 'It is done' }, by).go(fulfilCommitment, {}, by);
    expect(story.commitment().ended).toEqual({ how: 'fulfilled', on: '2022-01-10' });
  });

  it('is said once', () => {
    given(recorded(), AttributionConfirmed(about), reported(), CommitmentFulfilled(about))
      .when(fulfilCommitment, here, as(owner))
      .refuses('commitment-ended');
  });
});
