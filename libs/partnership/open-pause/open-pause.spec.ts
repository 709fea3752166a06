import { given } from '#specification';
import { AgreementFormed, PauseOpened } from '../events.ts';
import {
  agreed,
  agreement,
  as,
  convened,
  dated,
  EARLIER,
  EARLY,
  here,
  met,
  paused,
  reason,
  resumed,
  second,
} from '../specification/example.ts';
import { openPause } from './open-pause.ts';

describe('OpenPause', () => {
  it('opens one, with a reason or none', () => {
    for (const more of [{}, { reason }])
      given(...convened(second))
        .when(openPause, { ...here, ...more }, as(second))
        .then(PauseOpened({ ...here, ...more, openedBy: second }));
  });

  it('changes nothing while one is open', () => {
    given(...convened(second), paused())
      .when(openPause, here, as(second))
      .changesNothing();
  });

  it('opens another after the first, not dated before the first was closed', () => {
    const first = [dated(EARLIER, paused()), dated(EARLY, resumed())];
    given(...convened(second), ...first)
      .when(openPause, here, as(second))
      .emits('PauseOpened');
    given(...convened(second), ...first)
      .when(openPause, { ...here, effectiveOn: EARLIER }, as(second))
      .refuses('before-last-change');
  });

  it('is not dated before an agreement that was formed: none is formed during a pause', () => {
    const formed = AgreementFormed({ ...here, agreement, endorsers: [second] });
    given(
      ...convened(second),
      dated(EARLIER, met('agreement')),
      dated(EARLIER, agreed()),
      dated(EARLY, formed),
    )
      .when(openPause, { ...here, effectiveOn: EARLIER }, as(second))
      .refuses('before-last-change');
  });
});
