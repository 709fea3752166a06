import { given } from '#specification';
import { AgreementEndorsed, AgreementFormed } from '../events.ts';
import {
  agreed,
  agreement,
  as,
  convened,
  convener,
  dated,
  EARLIER,
  EARLY,
  endorsed,
  FIRST,
  here,
  met,
  paused,
  resumed,
  second,
  third,
} from '../specification/example.ts';
import { endorseAgreement } from './endorse-agreement.ts';

const endorse = { ...here, agreement };
const said = (organisation: string) => AgreementEndorsed({ ...endorse, organisation });
const formed = AgreementFormed({ ...endorse, endorsers: [convener, second] });
const story = [...convened(second, third), dated(FIRST, met('agreement')), dated(FIRST, agreed())];

describe('EndorseAgreement', () => {
  it('forms it with the second endorsement, in the same append', () => {
    given(...story)
      .when(endorseAgreement, endorse, as(convener))
      .then(said(convener));
    given(...story, endorsed(convener))
      .when(endorseAgreement, endorse, as(second))
      .then(said(second), formed);
  });

  it('may follow once it is formed, and forms it once', () => {
    given(...story, endorsed(convener), endorsed(second), formed)
      .when(endorseAgreement, endorse, as(third))
      .then(said(third));
  });

  it('changes nothing said again: one alone forms nothing', () => {
    given(...story, endorsed(convener))
      .when(endorseAgreement, endorse, as(convener))
      .changesNothing();
  });

  it('is refused for an agreement that nobody proposed', () => {
    given(...convened(second))
      .when(endorseAgreement, endorse, as(second))
      .refuses('agreement-unknown');
  });

  it('forms none during a pause, though it may be the first, or follow', () => {
    given(...story, endorsed(convener), paused())
      .when(endorseAgreement, endorse, as(second))
      .refuses('pause-open');
    given(...story, paused())
      .when(endorseAgreement, endorse, as(second))
      .then(said(second));
    given(...story, endorsed(convener), endorsed(second), formed, paused())
      .when(endorseAgreement, endorse, as(third))
      .then(said(third));
  });

  it('forms it once the pause is closed, and not dated before that', () => {
    const over = [endorsed(convener), dated(EARLIER, paused()), dated(EARLY, resumed())];
    given(...story, ...over)
      .when(endorseAgreement, endorse, as(second))
      .then(said(second), formed);
    given(...story, ...over)
      .when(endorseAgreement, { ...endorse, effectiveOn: EARLIER }, as(second))
      .refuses('before-last-change');
  });

  it('is not dated before the proposal', () => {
    given(...convened(second), met('agreement'), agreed())
      .when(endorseAgreement, { ...endorse, effectiveOn: EARLY }, as(second))
      .refuses('before-last-change');
  });

  it('forms it from the later of the two days, in whichever order they are recorded', () => {
    const { decision } = given(...story, dated(EARLY, endorsed(convener))).when(
      endorseAgreement,
      { ...endorse, effectiveOn: EARLIER },
      as(second),
    );
    expect(decision).toEqual([said(second), dated(EARLY, formed)]);
  });
});
