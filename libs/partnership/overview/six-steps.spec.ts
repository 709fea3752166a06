import type { NewEvent } from '#kernel';
import {
  agreed,
  agreement,
  consented,
  convened,
  convener,
  endorsed,
  interested,
  invited,
  joined,
  met,
  objected,
  paused,
  proposed,
  resumed,
  second,
  third,
} from '../specification/example.ts';
import { Story } from '../specification/story.ts';
import { isInside, publicOverview } from './overview.ts';
import { sixSteps, STEPS } from './six-steps.ts';

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

  it('ask who objects, beside who is silent', () => {
    const open = step('scoping', proposed(), consented(convener), objected(second))?.open;
    expect(open?.[0]?.waitsFor).toContain(second);
    expect(open?.[0]?.waitsFor).not.toContain(convener);
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
