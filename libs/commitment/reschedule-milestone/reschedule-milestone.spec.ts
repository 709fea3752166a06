import { given } from '#specification';
import { dueOn, entryOf } from '../commitment.ts';
import { MilestoneReached, MilestoneRescheduled } from '../events.ts';
import {
  about,
  as,
  disbursed,
  here,
  joined,
  made,
  owner,
  planned,
  promise,
} from '../specification/example.ts';
import { makeCommitment } from '../make-commitment/make-commitment.ts';
import { planMilestone } from '../plan-milestone/plan-milestone.ts';
import { Story } from '../specification/story.ts';
import { rescheduleMilestone } from './reschedule-milestone.ts';

const move = { ...here, entry: 'first_40', due: '2021-09-30', reason: 'Equipment came late' };
const moved = MilestoneRescheduled({
  ...about,
  entry: 'first_40',
  before: '2021-06-30',
  after: '2021-09-30',
  reason: 'Equipment came late',
});

describe('RescheduleMilestone', () => {
  it('moves a milestone, and says from which day', () => {
    given(made(), planned()).when(rescheduleMilestone, move, as(owner)).then(moved);
  });

  it('changes nothing when it moves it to the day it is due', () => {
    given(made(), planned(), moved).when(rescheduleMilestone, move, as(owner)).changesNothing();
  });

  it('builds on the day it was moved to before', () => {
    const { decision } = given(made(), planned(), moved).when(
      rescheduleMilestone,
      { ...move, due: '2021-12-31' },
      as(owner),
    );
    expect(decision).toMatchObject([{ data: { before: '2021-09-30', after: '2021-12-31' } }]);
  });

  it('refuses what is no milestone, and one that is reached', () => {
    given(made()).when(rescheduleMilestone, move, as(owner)).refuses('entry-unknown');
    given(made(), disbursed('first_40')).when(rescheduleMilestone, move, as(owner)).refuses('entry-unknown');
    given(made(), planned(), MilestoneReached({ ...about, entry: 'first_40' }))
      .when(rescheduleMilestone, move, as(owner))
      .refuses('milestone-reached');
  });

  it('leaves what was due on every day before, and is refused before it was planned', () => {
    const by = { by: owner };
    const story = new Story(joined())
      .go(makeCommitment, { ...promise, effectiveOn: '2020-10-01' }, by)
      .go(planMilestone, { entry: 'm', title: 'M', due: '2021-06-30', effectiveOn: '2020-12-01' }, by)
      .go(rescheduleMilestone, { entry: 'm', due: '2021-12-31', effectiveOn: '2021-08-01' }, by)
      .go(rescheduleMilestone, { entry: 'm', due: '2021-09-30', effectiveOn: '2021-05-01' }, by);
    const milestone = entryOf(story.commitment(), 'm');
    expect(
      ['2021-04-30', '2021-05-01', '2021-08-01'].map((day) => milestone && dueOn(milestone, day)),
    ).toEqual(['2021-06-30', '2021-09-30', '2021-12-31']);
    expect(
      story.tell(rescheduleMilestone, { entry: 'm', due: '2022-01-01', effectiveOn: '2020-11-30' }, by),
    ).toMatchObject({ code: 'before-entry' });
  });
});
