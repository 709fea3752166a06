import { given } from '#specification';
import { InvitationDeclined, ParticipantJoined } from '../events.ts';
import { MembershipOpened, memberStream } from '../membership.ts';
import {
  as,
  called,
  convened,
  convener,
  dated,
  EARLIER,
  EARLY,
  here,
  interested,
  invited,
  joined,
  left,
  partnership,
  paused,
  second,
  third,
} from '../specification/example.ts';
import { joinPartnership } from './join-partnership.ts';

const priorities = ['Rural networks', 'Affordable handsets'];
const join = { ...here, priorities };
const own = { partnership, organisation: third };
const joining = [
  ParticipantJoined({ ...own, priorities }),
  MembershipOpened(own, memberStream(partnership, third)),
];
const declined = InvitationDeclined({ ...own, invitation: 'a' });

describe('JoinPartnership', () => {
  it('takes a standing invitation, and says priorities of its own; its guard opens in the same append', () => {
    given(...convened(), invited(third))
      .when(joinPartnership, join, as(third))
      .then(...joining);
  });

  it('takes an open call instead, also after declining', () => {
    given(...convened(), invited(third), declined, called())
      .when(joinPartnership, join, as(third))
      .then(...joining);
  });

  it('goes on during a pause', () => {
    given(...convened(), invited(third), paused())
      .when(joinPartnership, join, as(third))
      .then(...joining);
  });

  it('is refused without either: to be interested, or invited as another, or to have declined, is not enough', () => {
    for (const before of [[], [interested(third)], [invited(second)], [invited(third), declined]])
      given(...convened(), ...before)
        .when(joinPartnership, join, as(third))
        .refuses('not-invited');
  });

  it('may follow a second invitation after declining the first', () => {
    given(...convened(), invited(third), declined, invited(third, 'b'))
      .when(joinPartnership, join, as(third))
      .then(...joining);
  });

  it('happens once while active, the convener having joined by convening', () => {
    given(...convened(third), invited(third))
      .when(joinPartnership, join, as(third))
      .refuses('already-a-participant');
    given(...convened(), called())
      .when(joinPartnership, join, as(convener))
      .refuses('already-a-participant');
  });

  it('may happen again after leaving, not dated before it left', () => {
    const story = [...convened(), invited(third), dated(EARLIER, joined(third)), dated(EARLY, left(third))];
    given(...story)
      .when(joinPartnership, join, as(third))
      .then(...joining);
    given(...story)
      .when(joinPartnership, { ...join, effectiveOn: EARLIER }, as(third))
      .refuses('before-last-change');
  });
});
