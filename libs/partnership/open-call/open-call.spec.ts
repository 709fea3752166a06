import { given } from '#specification';
import { CallOpened } from '../events.ts';
import { as, convened, here, second } from '../specification/example.ts';
import { openCall } from './open-call.ts';

describe('OpenCall', () => {
  it('says who is welcome, and who opened it', () => {
    const call = { call: 'call-1', text: 'Whoever can bring satellites' };
    given(...convened(second))
      .when(openCall, { ...here, ...call }, as(second))
      .then(CallOpened({ ...here, ...call, openedBy: second }));
  });
});
