import type { NewEvent } from '#kernel';
import { ObjectionWithdrawn } from '../proposals.ts';
import { InvitationDeclined } from '../events.ts';
import {
  agreed,
  agreement,
  consented,
  convened,
  convener,
  dated,
  EARLIER,
  EARLY,
  endorsed,
  FIRST,
  goal as text,
  interested,
  invited,
  joined,
  met,
  named,
  objected,
  offered,
  partnership,
  paused,
  proposal,
  proposed,
  reason,
  resumed,
  second,
  stoodAside,
  stranger,
  third,
} from '../specification/example.ts';
import { Story } from '../specification/story.ts';
import { isInside, publicOverview } from './overview.ts';
import { sixSteps, STEPS } from './six-steps.ts';

const declined = InvitationDeclined({ partnership, organisation: third, invitation: 'a' });
const unobjected = (organisation: string) => ObjectionWithdrawn({ partnership, organisation, proposal });
const after = (...events: readonly NewEvent[]) => new Story(...convened(second), ...events).overview();
const step = (name: (typeof STEPS)[number], ...events: readonly NewEvent[]) =>
  sixSteps(after(...events)).find((one) => one.step === name);

describe('The six steps', () => {
  it('are all there, in their order, from the first day', () => {
    expect(sixSteps(after()).map((one) => one.step)).toEqual([...STEPS]);
    expect(step('scoping')).toMatchObject({
      done: [{ what: 'partnership convened', count: 1 }],
      open: [{ what: 'goal', waitsFor: [] }],
    });
  });

  it.each<[string, (typeof STEPS)[number], NewEvent, object]>([
    ['an invitation asks who was invited', 'soliciting', invited(third), { waitsFor: [third] }],
    ['interest asks anybody to invite', 'soliciting', interested(third), { what: 'interest', waitsFor: [] }],
    ['a pause asks anybody to close it', 'pause', paused(), { what: 'pause', waitsFor: [] }],
    ['a goal asks who is silent', 'scoping', proposed(), { waitsFor: [convener, second] }],
    ['an agreement asks who has not endorsed', 'agreement', agreed(), { waitsFor: [convener, second] }],
  ])('have open what waits for somebody: %s', (_, name, event, open) => {
    expect(step(name, event)?.open).toMatchObject([open]);
  });

  it('ask who objects of its objection, and of the proposal each who is silent or objects, once', () => {
    const open = step('scoping', proposed(), objected(second))?.open;
    expect(open).toMatchObject([
      { what: 'proposal', id: proposal, waitsFor: [convener, second] },
      { what: 'objection', id: proposal, says: reason, waitsFor: [second] },
    ]);
    const withdrawn = step('scoping', proposed(), consented(convener), objected(second), unobjected(second));
    expect(withdrawn?.open).toMatchObject([{ what: 'proposal', waitsFor: [second] }]);
  });

  it('ask nobody for an answer whose day has passed, but anybody to record what that comes to', () => {
    const told = new Story(
      ...convened(second, third),
      dated(FIRST, proposed({ answerBy: EARLIER })),
      dated(FIRST, consented(convener)),
      dated(FIRST, consented(third)),
    );
    const [before, after] = [EARLIER, EARLY].map((day) => told.overview(day).open);
    expect(before).toMatchObject([{ what: 'proposal', due: EARLIER, says: text, waitsFor: [second] }]);
    expect(after).toMatchObject([{ says: expect.stringContaining('RecordAdoption'), waitsFor: [] }]);
  });

  it('say of a proposal that nobody has consented to what it lacks, and ask everybody', () => {
    const [open] = step('scoping', proposed(), stoodAside(convener), stoodAside(second))?.open ?? [];
    expect(open).toMatchObject({ says: expect.stringContaining('Consent'), waitsFor: [convener, second] });
  });

  it('ask for interest that was shown again after declining, and for none that was declined', () => {
    const declining = [interested(third), invited(third), declined];
    expect(step('soliciting', ...declining)?.open).toEqual([]);
    expect(step('soliciting', ...declining, interested(third))?.open).toMatchObject([
      { what: 'interest', id: third },
    ]);
  });

  it('put a proposal where its subject belongs', () => {
    const expansion = proposed({ proposal: 'e', subject: 'expansion', text: 'To Peru' });
    expect(step('scaling', proposed(), expansion)?.open).toMatchObject([{ id: 'e' }]);
    expect(step('scoping', proposed(), expansion)?.open).toHaveLength(1);
  });

  it('tell what is done, how often and when last', () => {
    const events = [invited(third), joined(third), met('agreement'), paused(), resumed(), agreed()];
    const formed = [endorsed(convener), endorsed(second)];
    expect(step('soliciting', ...events)?.done).toMatchObject([
      { what: 'invitations accepted', count: 1 },
      { what: 'participants joined', count: 3 },
    ]);
    expect(step('pause', ...events)?.done).toMatchObject([{ what: 'pauses closed', count: 1 }]);
    expect(step('agreement', ...events, ...formed)?.done).toMatchObject([
      { what: 'agreement meetings held', count: 1 },
    ]);
    expect(step('agreement', ...events, ...formed)?.open).toMatchObject([
      { id: agreement, waitsFor: [third] },
    ]);
  });

  it('count each invitation by its own answer: one declined, another accepted, in whatever order of their days', () => {
    const again = [invited(third), declined, invited(third, 'b'), joined(third)];
    const backdated = [
      dated(FIRST, invited(third)),
      dated(EARLY, declined),
      dated(FIRST, invited(third, 'b')),
      dated(FIRST, joined(third)),
    ];
    for (const events of [again, backdated])
      expect(step('soliciting', ...events)?.done).toMatchObject([
        { what: 'invitations accepted', count: 1 },
        { what: 'invitations declined', count: 1 },
        { what: 'participants joined', count: 3 },
      ]);
  });

  it('show everybody what success needs and nobody offers yet', () => {
    const shown = (...events: readonly NewEvent[]) => publicOverview(after(...events)).open;
    expect(shown(named(stranger))).toMatchObject([{ what: 'capability', waitsFor: [stranger] }]);
    expect(shown(named(stranger), offered(second))).toBeUndefined();
  });

  it('show nobody outside what is for participants', () => {
    const whole = after(invited(third), met('scoping'), proposed());
    expect(isInside(whole, third)).toBe(true);
    const shown = sixSteps(publicOverview(whole));
    expect(shown.flatMap(({ open }) => open)).toEqual([]);
    expect(shown.flatMap(({ done }) => done.map(({ what }) => what))).toEqual([
      'partnership convened',
      'participants joined',
    ]);
  });
});
