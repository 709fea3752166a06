import { given } from '#specification';
import { acceptClock, ClockAccepted, CLOCK_STREAM } from './index.ts';

const operator = { actor: { organisation: 'operator', roles: ['operator'] } };
const said = { clock: '2026-05-01T10:00:00.000Z', reason: 'It was a year ahead, and is right now' };

describe('AcceptClock', () => {
  it('records each time what the clock showed, and why it is right', () => {
    given().when(acceptClock, said, operator).then(ClockAccepted(said));
    given({ ...ClockAccepted(said), stream: CLOCK_STREAM })
      .when(acceptClock, said, operator)
      .then(ClockAccepted(said));
  });

  it('is an operator’s alone', () => {
    given().when(acceptClock, said).refuses('role-missing');
  });
});
