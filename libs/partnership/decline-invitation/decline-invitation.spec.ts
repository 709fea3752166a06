import { given } from '#specification';
import { InvitationDeclined } from '../events.ts';
import {
  as,
  convened,
  convener,
  dated,
  EARLIER,
  EARLY,
  FIRST,
  here,
  interested,
  invited,
  joined,
  left,
  third,
} from '../specification/example.ts';
import { declineInvitation } from './decline-invitation.ts';

const decline = { ...here, invitation: 'a' };
const declined = InvitationDeclined({ ...here, organisation: third, invitation: 'a' });

describe('DeclineInvitation', () => {
  it('needs no reason, and may give one', () => {
    const reason = 'No capacity this year';
    given(...convened(), invited(third))
      .when(declineInvitation, decline, as(third))
      .then(declined);
    given(...convened(), invited(third))
      .when(declineInvitation, { ...decline, reason }, as(third))
      .then(InvitationDeclined({ ...declined.data, reason }));
  });

  it('changes nothing said again', () => {
    given(...convened(), invited(third), declined)
      .when(declineInvitation, decline, as(third))
      .changesNothing();
  });

  it('is refused once it was accepted by joining, also after leaving again', () => {
    const accepted = [...convened(), invited(third), joined(third)];
    given(...accepted)
      .when(declineInvitation, decline, as(third))
      .refuses('already-a-participant');
    given(...accepted, left(third))
      .when(declineInvitation, decline, as(third))
      .refuses('not-invited');
  });

  it('is only for whom was invited: to others it is as one that was never sent', () => {
    given(...convened(), invited(third))
      .when(declineInvitation, decline, as(convener))
      .refuses('invitation-unknown');
  });

  it('is not dated before it was interested last: that ends with declining, too', () => {
    given(...convened(), dated(FIRST, invited(third)), dated(EARLY, interested(third)))
      .when(declineInvitation, { ...decline, effectiveOn: EARLIER }, as(third))
      .refuses('before-last-change');
  });

  it('refuses what nobody sent, and a day before it was sent', () => {
    given(...convened(), invited(third, 'b'))
      .when(declineInvitation, decline, as(third))
      .refuses('invitation-unknown');
    given(...convened(), invited(third))
      .when(declineInvitation, { ...decline, effectiveOn: EARLY }, as(third))
      .refuses('before-last-change');
  });
});
