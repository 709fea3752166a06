import type { NewEvent } from '#kernel';
import {
  adoptedOnline,
  consented,
  convened,
  convener,
  dated,
  EARLIER,
  EARLY,
  FIRST,
  goal as text,
  left,
  measured,
  met,
  online,
  partnership,
  paused,
  proposal,
  proposed,
  resumed,
  scope,
  second,
  stoodAside,
  third,
} from '../specification/example.ts';
import { Story } from '../specification/story.ts';
import { ExpansionAdopted, LeadHandedOver } from '../subjects.ts';
import { publicOverview } from './overview.ts';

const story = (...events: readonly NewEvent[]) => new Story(...convened(second), ...events);
const adoption = { partnership, proposal, consented: [convener, second], stoodAside: [], silent: [], text };
const expanded = (to = { ...scope, places: ['global', 'CO'] }) =>
  ExpansionAdopted({ ...adoption, from: scope, to });
const handed = (from: string, organisation: string) => LeadHandedOver({ ...adoption, from, organisation });

describe('The overview, after an expansion', () => {
  it('is in the phase of scaling, with a wider scope, from its day on', () => {
    const told = story(dated(EARLY, expanded()));
    expect(told.overview(EARLIER)).toMatchObject({ phase: 'scoping', scope });
    const after = { phase: 'scaling', phaseSince: EARLY, scope: { places: ['global', 'CO'] } };
    expect(told.overview(EARLY)).toMatchObject(after);
  });

  it('keeps its scope where none was added', () => {
    expect(story(ExpansionAdopted(adoption)).overview()).toMatchObject({ phase: 'scaling', scope });
  });

  it('goes back to the pause with a new one, and scales again with a new expansion', () => {
    const looped = [
      dated(FIRST, expanded()),
      dated(EARLIER, paused()),
      dated(EARLIER, resumed()),
      met('agreement'),
    ];
    expect(story(...looped).overview(EARLIER).phase).toBe('agreement');
    expect(story(...looped, dated(EARLY, expanded())).overview(EARLY).phase).toBe('scaling');
  });
});

describe('The overview, after a hand-over of the lead', () => {
  const told = story(dated(EARLIER, handed(convener, second)), dated(EARLY, handed(second, third)));

  it('names who leads on each day, and those who led before', () => {
    expect(told.overview(FIRST)).toMatchObject({ convener, formerConveners: [] });
    expect(told.overview()).toMatchObject({
      convener: third,
      formerConveners: [
        { organisation: convener, since: FIRST, until: EARLIER },
        { organisation: second, since: EARLIER, until: EARLY },
      ],
    });
  });
});

describe('A proposal to hand over the lead', () => {
  const made = proposed({ subject: 'hand-over', to: second });
  const waiting = (...events: readonly NewEvent[]) =>
    story(made, consented(convener), ...events)
      .overview()
      .open?.find(({ what }) => what === 'proposal');

  it('is shown with its receiver, and waits for it though it stood aside', () => {
    expect(story(made).overview().proposals).toMatchObject([{ subject: 'hand-over', to: second }]);
    expect(waiting(dated(EARLY, stoodAside(second)))).toMatchObject({ waitsFor: [second], says: text });
  });

  it('says that it cannot be adopted once its receiver has left', () => {
    expect(waiting(dated(EARLY, left(second)))).toMatchObject({
      waitsFor: [],
      says: expect.stringContaining('Not adopted'),
    });
  });
});

describe('A collective indicator, in the overview', () => {
  const corrected = measured({
    measurement: 'b',
    value: '510',
    replaces: 'online-2020',
    reason: 'R',
    version: 2,
  });
  const told = story(
    dated(FIRST, adoptedOnline()),
    dated(EARLIER, measured()),
    dated(EARLIER, corrected),
    dated(EARLY, adoptedOnline({ unit: 'households' })),
  );

  it('is shown to everybody, with its definition and what it was before', () => {
    const [shown] = publicOverview(told.overview()).collectiveIndicators;
    expect(shown).toMatchObject({
      ...online,
      unit: 'households',
      adoptedOn: EARLY,
      former: [{ ...online, adoptedOn: FIRST }],
    });
    expect(told.overview(EARLIER).collectiveIndicators).toMatchObject([{ ...online, former: [] }]);
  });

  it('keeps a measurement that was corrected in view, beside what corrects it', () => {
    expect(told.overview().collectiveIndicators[0]?.measurements).toMatchObject([
      { measurement: 'online-2020', value: '500', measuredOn: EARLIER, interim: true, replacedBy: 'b' },
      {
        measurement: 'b',
        value: '510',
        version: 2,
        replaces: 'online-2020',
        reason: 'R',
        measuredBy: convener,
      },
    ]);
  });
});
