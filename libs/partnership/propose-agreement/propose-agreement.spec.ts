import { given } from '#specification';
import { AgreementProposed, MEETING_KINDS } from '../events.ts';
import {
  as,
  convened,
  dated,
  EARLIER,
  EARLY,
  here,
  met,
  paused,
  second,
  terms,
} from '../specification/example.ts';
import { proposeAgreement } from './propose-agreement.ts';

const proposal = { ...here, agreement: 'b', ...terms };

describe('ProposeAgreement', () => {
  it('states the sharing practice, after an agreement meeting, in a pause too', () => {
    for (const before of [[], [paused()]])
      given(...convened(second), met('agreement'), ...before)
        .when(proposeAgreement, proposal, as(second))
        .then(AgreementProposed({ ...proposal, proposedBy: second }));
  });

  it.each(MEETING_KINDS.filter((kind) => kind !== 'agreement'))(
    'does not come after a %s meeting alone',
    (kind) => {
      given(...convened(second), met(kind))
        .when(proposeAgreement, proposal, as(second))
        .refuses('no-agreement-meeting');
    },
  );

  it('is not dated before the meeting', () => {
    given(...convened(second), dated(EARLY, met('agreement')))
      .when(proposeAgreement, { ...proposal, effectiveOn: EARLIER }, as(second))
      .refuses('no-agreement-meeting');
    given(...convened(second), dated(EARLY, met('agreement')))
      .when(proposeAgreement, { ...proposal, effectiveOn: EARLY }, as(second))
      .emits('AgreementProposed');
  });
});
