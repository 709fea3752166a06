import { given } from '#specification';
import { BookClosed, closedStream } from '../closed.ts';
import { GoalAdopted, PartnershipClosed } from '../subjects.ts';
import { ParticipantLeft } from '../events.ts';
import { MembershipClosed, memberStream } from '../membership.ts';
import {
  as,
  consented,
  convened,
  convener,
  dated,
  EARLIER,
  EARLY,
  FIRST,
  formed,
  goal,
  here,
  interested,
  invited,
  joinedGroup,
  named,
  objected,
  offered,
  partnership,
  paused,
  proposal,
  proposed,
  second,
  third,
} from '../specification/example.ts';
import { leavePartnership } from './leave-partnership.ts';

const own = { partnership, organisation: third };
const leaving = ParticipantLeft(own);
const closing = MembershipClosed(own, memberStream(partnership, third));
const adoption = { partnership, consented: [convener, second], stoodAside: [], silent: [] };
const ending = { proposal: 'end', subject: 'closing', text: 'It is done' } as const;
const consentedToEnd = [convener, second].map((each) => ({
  ...consented(each),
  data: { partnership, proposal: 'end', organisation: each },
}));

describe('LeavePartnership', () => {
  it('needs no reason, and may give a neutral one; its guard closes in the same append', () => {
    given(...convened(third))
      .when(leavePartnership, here, as(third))
      .then(leaving, closing);
    given(...convened(third))
      .when(leavePartnership, { ...here, reason: 'capacity' }, as(third))
      .then(ParticipantLeft({ ...own, reason: 'capacity' }), closing);
  });

  it('is always possible: in a pause, with an objection open, for the convener, for the last', () => {
    given(...convened(third), paused(), proposed(), objected(third))
      .when(leavePartnership, here, as(third))
      .then(leaving, closing);
    given(...convened())
      .when(leavePartnership, here, as(convener))
      .emits('ParticipantLeft', 'MembershipClosed');
  });

  it.each([
    ['whose answer alone was awaited', []],
    ['whose objection alone stood in the way', [consented(third), objected(third)]],
  ])('completes a proposal %s, in the same append', (_, before) => {
    given(...convened(second, third), proposed(), consented(convener), consented(second), ...before)
      .when(leavePartnership, here, as(third))
      .then(leaving, GoalAdopted({ ...adoption, proposal, goal }), closing);
  });

  it('completes every proposal that waited for it alone', () => {
    given(
      ...convened(second, third),
      proposed(),
      consented(convener),
      consented(second),
      proposed(ending),
      ...consentedToEnd,
    )
      .when(leavePartnership, here, as(third))
      .then(
        leaving,
        GoalAdopted({ ...adoption, proposal, goal }),
        PartnershipClosed({ ...adoption, proposal: 'end', text: ending.text }),
        BookClosed({ partnership }, closedStream(partnership)),
        closing,
      );
  });

  it('completes nothing that others are still silent on, or that only the leaver consented to', () => {
    given(...convened(second, third), proposed(), consented(convener))
      .when(leavePartnership, here, as(third))
      .then(leaving, closing);
    given(...convened(third), proposed(), consented(third))
      .when(leavePartnership, here, as(third))
      .then(leaving, closing);
  });

  it('is not dated before it joined, or last spoke on a proposal', () => {
    const early = { ...here, effectiveOn: EARLIER };
    const spoken = [dated(FIRST, proposed()), dated(EARLY, objected(third))];
    given(...convened(third), ...spoken)
      .when(leavePartnership, early, as(third))
      .refuses('before-last-change');
    given(...convened(third), ...spoken)
      .when(leavePartnership, { ...here, effectiveOn: EARLY }, as(third))
      .then(leaving, closing);
  });

  it('is not dated before its last offer, or the last group it joined', () => {
    for (const part of [
      [dated(FIRST, named()), dated(EARLY, offered(third))],
      [dated(FIRST, formed(convener)), dated(EARLY, joinedGroup(third))],
    ])
      given(...convened(third), ...part)
        .when(leavePartnership, { ...here, effectiveOn: EARLIER }, as(third))
        .refuses('before-last-change');
  });

  it('is not dated before it was invited or interested: both end with its leaving', () => {
    for (const known of [invited(third), interested(third)])
      given(...convened(third), dated(EARLY, known))
        .when(leavePartnership, { ...here, effectiveOn: EARLIER }, as(third))
        .refuses('before-last-change');
  });

  it('is not dated before an adoption that it was counted for', () => {
    const adopted = GoalAdopted({ ...adoption, consented: [third], proposal, goal });
    given(...convened(third), dated(FIRST, proposed()), dated(FIRST, consented(third)), dated(EARLY, adopted))
      .when(leavePartnership, { ...here, effectiveOn: EARLIER }, as(third))
      .refuses('before-last-change');
  });
});
