import { given } from '#specification';
import { entryOf } from '../commitment.ts';
import { MilestoneReached } from '../events.ts';
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
import { reachMilestone } from './reach-milestone.ts';

const reach = { ...here, entry: 'first_40' };

describe('ReachMilestone', () => {
  it('says that it is reached', () => {
    given(made(), planned())
      .when(reachMilestone, { ...reach, note: 'Two weeks early' }, as(owner))
      .then(MilestoneReached({ ...about, entry: 'first_40', note: 'Two weeks early' }));
  });

  it('refuses what is no milestone', () => {
    given(made()).when(reachMilestone, reach, as(owner)).refuses('entry-unknown');
    given(made(), disbursed('first_40')).when(reachMilestone, reach, as(owner)).refuses('entry-unknown');
  });

  const by = { by: owner };
  const story = () =>
    new Story(joined())
      .go(makeCommitment, { ...promise, effectiveOn: '2020-10-01' }, by)
      .go(planMilestone, { entry: 'm', title: 'M', due: '2021-06-30', effectiveOn: '2021-01-01' }, by);
  const reached = () => story().go(reachMilestone, { entry: 'm', effectiveOn: '2021-06-12' }, by);

  it('is reached on its effective date, not before it was planned', () => {
    expect(entryOf(reached().commitment(), 'm')?.reachedOn).toBe('2021-06-12');
    expect(story().tell(reachMilestone, { entry: 'm', effectiveOn: '2020-12-31' }, by)).toMatchObject({
      code: 'before-entry',
    });
  });

  it('is reached once: the same again changes nothing, another day is a correction', () => {
    expect(reached().tell(reachMilestone, { entry: 'm' }, by)).toEqual([]);
    expect(reached().tell(reachMilestone, { entry: 'm', effectiveOn: '2021-06-12' }, by)).toEqual([]);
    expect(reached().tell(reachMilestone, { entry: 'm', effectiveOn: '2021-06-13' }, by)).toMatchObject({
      code: 'milestone-reached',
    });
  });
});
