import type { NewEvent } from '#kernel';
import { DecisionAnnounced, PracticeShared } from '../announcements.ts';
import { InvitationDeclined } from '../events.ts';
import { MissingVoiceResolved } from '../missing-voices.ts';
import { NextStepDropped, NextStepFinished } from '../next-steps.ts';
import {
  convened,
  dated,
  EARLY,
  flagged,
  formed,
  here,
  interested,
  invited,
  joined,
  joinedGroup,
  left,
  met,
  missing,
  named,
  need,
  next,
  offer,
  offered,
  paused,
  proposed,
  second,
  stranger,
  taken,
  third,
} from '../specification/example.ts';
import { Story } from '../specification/story.ts';
import { attendedBy, isInside, outsideOverview, publicOverview } from './overview.ts';

const after = (...events: readonly NewEvent[]) => new Story(...convened(second), ...events).overview();
const declined = InvitationDeclined({ ...here, organisation: third, invitation: 'a' });

describe('The preliminary group', () => {
  const again = invited(third, 'b');
  it.each<[string, readonly NewEvent[], readonly string[], boolean]>([
    ['who is invited', [invited(third)], [third], true],
    ['who is interested', [interested(third)], [third], false],
    ['once who is both', [invited(third), interested(third)], [third], true],
    ['who is interested, and invited since', [interested(third), invited(third)], [third], true],
    [
      'who is invited again after leaving',
      [invited(third), joined(third), left(third), again],
      [third],
      true,
    ],
    [
      'who is interested again after leaving',
      [invited(third), joined(third), left(third), interested(third)],
      [third],
      false,
    ],
    ['who is interested after declining', [invited(third), declined, interested(third)], [third], false],
    ['not who has declined', [invited(third), declined], [], false],
    ['not who has joined', [invited(third), interested(third), joined(third)], [], true],
    ['not who was interested while it took part', [joined(third), interested(third)], [], true],
    ['not who has left, having been invited', [invited(third), joined(third), left(third)], [], false],
    ['not who has left, having been interested', [interested(third), joined(third), left(third)], [], false],
  ])('is %s; who is inside is invited or takes part', (_, events, group, inside) => {
    const view = after(...events);
    expect(view.preliminaryGroup).toEqual(group);
    expect(isInside(view, third)).toBe(inside);
    expect(isInside(view, stranger)).toBe(false);
  });

  it('is shown, of who is only interested, the meetings that it attended, and what is public', () => {
    const both = [met('scoping', 'a', [second, third]), met('working', 'b', [second])];
    const view = after(interested(third), ...both);
    const shown = outsideOverview(view, attendedBy(view, third));
    expect(shown).toEqual({ ...publicOverview(view), meetings: [view.meetings?.[0]] });
    expect(outsideOverview(view, attendedBy(view, stranger))).toEqual(publicOverview(view));
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

describe('What is missing, needed and to be done', () => {
  const all = [flagged(stranger), named(stranger, second), taken(second), formed(second)];
  const steps = new Set(['missing-voice', 'capability', 'next-step']);
  const openAfter = (...events: readonly NewEvent[]) =>
    after(...all, ...events).open?.filter(({ what }) => steps.has(what));

  it('is open, with whom to ask', () => {
    expect(openAfter()).toEqual([
      { what: 'missing-voice', id: missing.voice, says: missing.who, waitsFor: [stranger] },
      { what: 'capability', id: need.capability, says: need.text, waitsFor: [stranger, second] },
      { what: 'next-step', id: next.step, says: next.text, waitsFor: [second], due: next.due, overdue: true },
    ]);
    expect(new Story(...convened(), flagged()).overview().open).toContainEqual(
      expect.objectContaining({ what: 'missing-voice', waitsFor: [] }),
    );
  });

  it('is no longer open when it is answered, offered, finished or dropped', () => {
    const ended = { ...here, organisation: second, step: next.step };
    const resolved = MissingVoiceResolved({
      ...here,
      voice: missing.voice,
      how: 'joined',
      resolvedBy: second,
    });
    for (const end of [NextStepFinished(ended), NextStepDropped(ended)])
      expect(openAfter(resolved, offered(second), end)).toEqual([]);
  });

  it('shows what whoever leaves takes along: its offers and groups; and what stays: its next steps', () => {
    const before = [offered(second), formed(third), joinedGroup(second)];
    const view = after(named(), taken(second), ...before, left(second));
    expect(view.capabilities).toMatchObject([{ offers: [] }]);
    expect(view.workingGroups).toMatchObject([{ members: [third] }]);
    expect(view.nextSteps).toMatchObject([{ by: second, status: 'open' }]);
    expect(view.open).toContainEqual(expect.objectContaining({ what: 'capability' }));
  });

  it('is overdue once its day has passed, and never when it has ended', () => {
    const story = new Story(...convened(second), dated(EARLY, taken(second)));
    const overdue = (day: string) => story.overview(day).nextSteps?.map((one) => one.overdue);
    expect([overdue(EARLY), overdue(next.due), overdue('2020-11-01')]).toEqual([[false], [false], [true]]);
    const finished = NextStepFinished({ ...here, organisation: second, step: next.step });
    story.events.push(dated('2020-11-02', finished));
    expect([overdue('2020-11-01'), overdue('2020-11-02')]).toEqual([[true], [false]]);
  });

  it('is for participants, but for capabilities and what is told to everybody', () => {
    const told = { ...here, organisation: second, text: 'We begin in Colombia' };
    const announced = DecisionAnnounced({ ...told, decision: 'a' });
    const shared = PracticeShared({ ...told, practice: 'b', title: 'Masts' });
    const shown = publicOverview(after(...all, offered(second), announced, shared));
    expect(shown).toMatchObject({
      capabilities: [{ capability: need.capability, offers: [{ organisation: second, text: offer }] }],
      decisions: [{ decision: 'a', by: second }],
      practices: [{ practice: 'b', by: second }],
    });
    for (const hidden of ['missingVoices', 'nextSteps', 'workingGroups', 'open'])
      expect(shown).not.toHaveProperty(hidden);
  });
});
