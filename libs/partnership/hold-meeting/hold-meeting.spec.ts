import { given } from '#specification';
import { InvitationDeclined, MEETING_KINDS, MeetingHeld } from '../events.ts';
import {
  as,
  convened,
  convener,
  here,
  interested,
  invited,
  joined,
  left,
  second,
  stranger,
  third,
} from '../specification/example.ts';
import { holdMeeting } from './hold-meeting.ts';

const meeting = {
  ...here,
  meeting: 'b',
  kind: 'scoping',
  attendees: [convener, second],
  agreed: ['A goal'],
} as const;
const of = (...attendees: readonly string[]) => ({ ...meeting, attendees });

describe('HoldMeeting', () => {
  it.each(MEETING_KINDS)('records a meeting, %s, and who recorded it', (kind) => {
    given(...convened(second))
      .when(holdMeeting, { ...meeting, kind }, as(second))
      .then(MeetingHeld({ ...meeting, kind, recordedBy: second }));
  });

  it('may be recorded by who was not there, and have agreed on nothing', () => {
    given(...convened(second))
      .when(holdMeeting, { ...of(convener), agreed: [] }, as(second))
      .emits('MeetingHeld');
  });

  it.each([
    ['was invited', [invited(third)]],
    [
      'was invited and declined',
      [invited(third), InvitationDeclined({ ...here, organisation: third, invitation: 'a' })],
    ],
    ['expressed interest', [interested(third)]],
    ['took part and left', [joined(third), left(third)]],
  ])('is attended by who %s', (_, before) => {
    given(...convened(), ...before)
      .when(holdMeeting, of(convener, third), as(convener))
      .emits('MeetingHeld');
  });

  it('refuses attendees that nobody invited and that showed no interest, naming them', () => {
    const { decision, refuses } = given(...convened(), invited(third)).when(
      holdMeeting,
      of(convener, third, stranger),
      as(convener),
    );
    refuses('attendee-unknown');
    expect(decision).toMatchObject({ details: { field: 'attendees', unknown: [stranger] } });
  });

  it('refuses a day before the partnership was convened', () => {
    given(...convened(second))
      .when(holdMeeting, { ...meeting, effectiveOn: '2019-12-31' }, as(second))
      .refuses('before-last-change');
  });
});
