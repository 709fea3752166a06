import { amendCommitment } from './amend-commitment/amend-commitment.ts';
import { confirmAttribution } from './confirm-attribution/confirm-attribution.ts';
import { ledger } from './ledger.ts';
import { makeCommitment } from './make-commitment/make-commitment.ts';
import { planMilestone } from './plan-milestone/plan-milestone.ts';
import { reachMilestone } from './reach-milestone/reach-milestone.ts';
import { rescheduleMilestone } from './reschedule-milestone/reschedule-milestone.ts';
import {
  attributedTo,
  commitment,
  importer,
  joined,
  mandated,
  owner,
  promise,
  registered,
  source,
} from './specification/example.ts';
import { Story } from './specification/story.ts';

const on = (today: string) => ({ by: owner, today });
const byImporter = (today: string) => ({ by: importer, today });
const plan = (entry: string, due: string) => ({ entry, title: 'M', due, effectiveOn: '2019-01-01' });
/** A record of 2019 about the owner, with a milestone, recorded in 2020. */
const recorded = (due = '2019-06-30') =>
  new Story(registered(), joined(), joined(importer), mandated())
    .go(
      makeCommitment,
      {
        ...promise,
        ...attributedTo,
        reportEveryMonths: 6,
        window: { to: '2021-12-31' },
        effectiveOn: '2019-01-01',
      },
      byImporter('2020-01-01'),
    )
    .go(planMilestone, { ...attributedTo, ...plan('m', due) }, byImporter('2020-01-01'));
const row = (story: Story, day: string) => story.view(ledger, commitment, day);
const milestones = (story: Story, day: string) => row(story, day)?.milestones;
const nextDue = (story: Story, day: string) =>
  story.view(
    { ...ledger, at: (doc, date) => ledger.columns['nextDue']?.of(doc, date) ?? undefined },
    commitment,
    day,
  );

describe('A milestone of a record that its owner confirmed later', () => {
  it('is late as of the record until then, and never by the time before', () => {
    const story = recorded().go(confirmAttribution, {}, on('2020-08-01'));
    expect(milestones(story, '2020-07-31')).toMatchObject({ late: 1, next: '2019-06-30' });
    for (const day of ['2020-08-01', '2021-08-01']) {
      expect(milestones(story, day)).toMatchObject({ planned: 1, reached: 0, late: 0 });
      expect(milestones(story, day)).not.toHaveProperty('next');
      expect(nextDue(story, day)).toBeUndefined();
    }
    const reached = story.go(reachMilestone, { entry: 'm' }, on('2020-09-01'));
    expect(milestones(reached, '2020-09-01')).toMatchObject({ reached: 1, late: 0 });
  });

  it('is late where it is due from the day of the confirmation on', () => {
    const story = recorded('2020-08-01').go(confirmAttribution, {}, on('2020-08-01'));
    expect(milestones(story, '2020-08-01')).toMatchObject({ late: 0, next: '2020-08-01' });
    expect(milestones(story, '2020-08-02')).toMatchObject({ late: 1 });
  });

  it('is late where its owner moved it to a day that is over since', () => {
    const story = recorded()
      .go(confirmAttribution, {}, on('2020-08-01'))
      .go(rescheduleMilestone, { entry: 'm', due: '2020-10-31', reason: 'Rain' }, on('2020-09-01'));
    expect(milestones(story, '2020-08-31')).toMatchObject({ late: 0 });
    expect(milestones(story, '2020-11-01')).toMatchObject({ late: 1, next: '2020-10-31' });
  });
});

describe('What is counted as moved', () => {
  const because = {
    onBehalfOf: owner,
    source: { ...source, version: 2 },
    reason: 'Version 2',
    effectiveOn: '2019-02-01',
  };
  /** The importer moves all three. */
  const moved = () =>
    recorded('2020-12-31')
      .go(
        amendCommitment,
        { ...because, window: { to: '2022-12-31' }, reportEveryMonths: 12 },
        byImporter('2020-02-01'),
      )
      .go(rescheduleMilestone, { ...because, entry: 'm', due: '2021-12-31' }, byImporter('2020-02-01'));
  const told = (story: Story, day: string) => {
    const { ends, reporting, milestones } = row(story, day) ?? {};
    const { due, firstDue, moved } = milestones?.list[0] ?? {};
    return { ends, stretched: reporting?.stretched, due, firstDue, moved };
  };
  const asRecorded = { ends: { on: '2022-12-31', moved: 0 }, due: '2021-12-31', moved: 0 };

  it('is none of what was recorded about its owner: the record says otherwise now', () => {
    expect(told(moved(), '2020-07-31')).toEqual(asRecorded);
  });

  it('is only what the owner moves itself, from what it confirmed on', () => {
    const story = moved().go(confirmAttribution, {}, on('2020-08-01'));
    expect(told(story, '2020-08-01')).toEqual({ ...asRecorded, stretched: 0 });
    story
      .go(
        amendCommitment,
        { window: { to: '2023-12-31' }, reportEveryMonths: 24, reason: 'Rain' },
        on('2020-09-01'),
      )
      .go(rescheduleMilestone, { entry: 'm', due: '2022-06-30', reason: 'Rain' }, on('2020-09-01'));
    const own = {
      ends: { on: '2023-12-31', firstOn: '2022-12-31', moved: 1 },
      stretched: 1,
      due: '2022-06-30',
      firstDue: '2021-12-31',
      moved: 1,
    };
    expect(told(story, '2020-09-01')).toEqual(own);
  });
});
