import type { NewEvent } from '#kernel';
import { InvitationDeclined } from './events.ts';
import { isInside } from './overview.ts';
import {
  convened,
  here,
  interested,
  invited,
  joined,
  left,
  met,
  paused,
  proposed,
  second,
  stranger,
  third,
} from './specification/example.ts';
import { Story } from './specification/story.ts';

const after = (...events: readonly NewEvent[]) => new Story(...convened(second), ...events).overview();
const declined = InvitationDeclined({ ...here, organisation: third, invitation: 'a' });

describe('The preliminary group', () => {
  it.each<[string, readonly NewEvent[], readonly string[]]>([
    ['who is invited', [invited(third)], [third]],
    ['who is interested', [interested(third)], [third]],
    ['once who is both', [invited(third), interested(third)], [third]],
    [
      'who is invited again after leaving',
      [invited(third), joined(third), left(third), invited(third, 'b')],
      [third],
    ],
    ['who is interested again after leaving', [joined(third), left(third), interested(third)], [third]],
    ['not who has declined', [invited(third), declined], []],
    ['not who has joined', [invited(third), interested(third), joined(third)], []],
    ['not who was interested while it took part', [joined(third), interested(third)], []],
    ['not who has left, having been invited', [invited(third), joined(third), left(third)], []],
    ['not who has left, having been interested', [interested(third), joined(third), left(third)], []],
  ])('is %s', (_, events, group) => {
    const view = after(...events);
    expect(view.preliminaryGroup).toEqual(group);
    const takesPart = view.participants.some(({ organisation }) => organisation === third);
    expect(isInside(view, third)).toBe(takesPart || group.length > 0);
    expect(isInside(view, stranger)).toBe(false);
  });
});

describe('What is open', () => {
  const openAfter = (...events: readonly NewEvent[]) =>
    after(proposed(), ...events).open?.filter(({ what }) => what === 'invitation' || what === 'pause');

  it('is an invitation that nobody has answered', () => {
    expect(openAfter(invited(third))).toMatchObject([{ what: 'invitation', id: 'a', waitsFor: [third] }]);
  });

  it.each<[string, readonly NewEvent[]]>([
    ['declined', [declined]],
    ['accepted', [joined(third)]],
    ['accepted once, by who has left since', [joined(third), left(third)]],
  ])('is no invitation that was %s', (_, events) => {
    expect(openAfter(invited(third), ...events)).toEqual([]);
  });

  it('is a pause', () => {
    expect(openAfter(met('working'), paused())).toMatchObject([{ what: 'pause' }]);
  });
});
