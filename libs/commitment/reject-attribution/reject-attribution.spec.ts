import { SuccessorNamed, SUCCESSIONS } from '#organisation';
import { given } from '#specification';
import { AttributionConfirmed, AttributionRejected } from '../events.ts';
import {
  about,
  as,
  convener,
  here,
  importer,
  joined,
  made,
  mandated,
  owner,
  recorded,
  recordedOfNobody,
} from '../specification/example.ts';
import { rejectAttribution } from './reject-attribution.ts';

describe('RejectAttribution', () => {
  it('says that it is not so, with a reason or without', () => {
    const reason = 'We made no such promise';
    given(recorded()).when(rejectAttribution, here, as(owner)).then(AttributionRejected(about));
    given(recorded())
      .when(rejectAttribution, { ...here, reason }, as(owner))
      .then(AttributionRejected({ ...about, reason }));
  });

  it('is open to whoever has accepted to go on for one that ended: it has what is recorded about that one in its record', () => {
    const named = { organisation: owner, successor: convener };
    given(SuccessorNamed({ ...named, accepted: true }, SUCCESSIONS), recorded())
      .when(rejectAttribution, here, as(convener))
      .then(AttributionRejected(about));
    given(SuccessorNamed(named, SUCCESSIONS), recorded())
      .when(rejectAttribution, here, as(convener))
      .refuses('not-attributed-to-you');
    given(SuccessorNamed({ ...named, accepted: true }, SUCCESSIONS), made())
      .when(rejectAttribution, here, as(convener))
      .refuses('not-attributed');
  });

  it('is refused to all others', () => {
    for (const other of [importer, convener])
      given(joined(convener), mandated(), recorded())
        .when(rejectAttribution, here, as(other))
        .refuses('not-attributed-to-you');
    given(recordedOfNobody()).when(rejectAttribution, here, as(importer)).refuses('not-attributed-to-you');
  });

  it('is said once, of an attributed record that was not confirmed', () => {
    given().when(rejectAttribution, here, as(owner)).refuses('commitment-unknown');
    given(made()).when(rejectAttribution, here, as(owner)).refuses('not-attributed');
    given(recorded(), AttributionConfirmed(about))
      .when(rejectAttribution, here, as(owner))
      .refuses('already-confirmed');
    given(recorded(), AttributionRejected(about))
      .when(rejectAttribution, here, as(owner))
      .refuses('commitment-ended');
  });
});
