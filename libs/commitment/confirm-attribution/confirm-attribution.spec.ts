import { given } from '#specification';
import { isOwn } from '../commitment.ts';
import { AttributionConfirmed, AttributionRejected, CommitmentWithdrawn } from '../events.ts';
import {
  about,
  as,
  attributedTo,
  convener,
  here,
  importer,
  joined,
  made,
  mandated,
  owner,
  promise,
  recorded,
  recordedOfNobody,
  registered,
  stranger,
} from '../specification/example.ts';
import { NOT_STATED } from '../input.ts';
import { makeCommitment } from '../make-commitment/make-commitment.ts';
import { Story } from '../specification/story.ts';
import { confirmAttribution } from './confirm-attribution.ts';

describe('ConfirmAttribution', () => {
  it("makes a record the organisation's own, participant or not", () => {
    given(recorded()).when(confirmAttribution, here, as(owner)).then(AttributionConfirmed(about));
    const story = new Story(mandated(), registered()).go(
      makeCommitment,
      { ...promise, ...attributedTo },
      { by: importer },
    );
    expect(isOwn(story.commitment())).toBe(false);
    expect(isOwn(story.go(confirmAttribution, {}, { by: owner }).commitment())).toBe(true);
  });

  it('is refused to all others, recorder and convener included', () => {
    for (const other of [importer, convener, stranger])
      given(joined(convener), mandated(), recorded())
        .when(confirmAttribution, here, as(other))
        .refuses('not-attributed-to-you');
  });

  it('is open to nobody where the source states no organisation', () => {
    for (const anyone of [owner, importer, convener, NOT_STATED])
      given(mandated(), recordedOfNobody())
        .when(confirmAttribution, here, as(anyone))
        .refuses('not-attributed-to-you');
  });

  it('is said once, of an attributed record that stands', () => {
    given().when(confirmAttribution, here, as(owner)).refuses('commitment-unknown');
    given(made()).when(confirmAttribution, here, as(owner)).refuses('not-attributed');
    given(recorded(), AttributionConfirmed(about))
      .when(confirmAttribution, here, as(owner))
      .refuses('already-confirmed');
    for (const end of [AttributionRejected(about), CommitmentWithdrawn(about)])
      given(recorded(), end).when(confirmAttribution, here, as(owner)).refuses('commitment-ended');
  });

  it('is refused for a day before the commitment', () => {
    given(recorded())
      .when(confirmAttribution, { ...here, effectiveOn: '2020-09-20' }, as(owner))
      .refuses('before-commitment');
  });
});
