import { given } from '#specification';
import { PauseClosed } from '../events.ts';
import { as, convened, EARLY, here, paused, resumed, second } from '../specification/example.ts';
import { closePause } from './close-pause.ts';

describe('ClosePause', () => {
  it('may be given by another than who opened it', () => {
    given(...convened(second), paused())
      .when(closePause, here, as(second))
      .then(PauseClosed({ ...here, closedBy: second }));
  });

  it('refuses when none is open', () => {
    given(...convened(second))
      .when(closePause, here, as(second))
      .refuses('no-open-pause');
    given(...convened(second), paused(), resumed())
      .when(closePause, here, as(second))
      .refuses('no-open-pause');
  });

  it('is not dated before it was opened', () => {
    given(...convened(second), paused())
      .when(closePause, { ...here, effectiveOn: EARLY }, as(second))
      .refuses('before-last-change');
  });
});
