import { given } from '#specification';
import { ParticipantInvited } from '../events.ts';
import {
  as,
  canActOn,
  convened,
  dated,
  EARLIER,
  EARLY,
  here,
  invited,
  joined,
  left,
  registered,
  second,
  stranger,
} from '../specification/example.ts';
import { inviteParticipant } from './invite-participant.ts';

const invite = { ...here, invitation: 'b', organisation: stranger, canActOn };

describe('InviteParticipant', () => {
  it('says whom, by whom, and which part of the problem it can act on', () => {
    const message = 'We miss you';
    given(...convened(second), registered(stranger))
      .when(inviteParticipant, { ...invite, message }, as(second))
      .then(ParticipantInvited({ ...invite, message, invitedBy: second }));
  });

  it('may invite again who has not come, or has left', () => {
    for (const before of [[invited(stranger)], [joined(stranger), left(stranger)]])
      given(...convened(second), registered(stranger), ...before)
        .when(inviteParticipant, invite, as(second))
        .emits('ParticipantInvited');
  });

  it('refuses whom nobody has listed', () => {
    given(...convened(second))
      .when(inviteParticipant, invite, as(second))
      .refuses('organisation-unknown');
  });

  it('refuses who takes part already, but not a retry of the invitation it came with', () => {
    const history = [...convened(second), registered(stranger)];
    given(...history, joined(stranger))
      .when(inviteParticipant, invite, as(second))
      .refuses('already-a-participant');
    given(...history, ParticipantInvited({ ...invite, invitedBy: second }), joined(stranger))
      .when(inviteParticipant, invite, as(second))
      .changesNothing();
  });

  it('is not dated before its guest left', () => {
    given(
      ...convened(second),
      registered(stranger),
      dated(EARLIER, joined(stranger)),
      dated(EARLY, left(stranger)),
    )
      .when(inviteParticipant, { ...invite, effectiveOn: EARLIER }, as(second))
      .refuses('before-last-change');
  });
});
