import { detailCommitment } from './detail-commitment/detail-commitment.ts';
import { lackingOn } from './lacks.ts';
import { makeCommitment } from './make-commitment/make-commitment.ts';
import { planMilestone } from './plan-milestone/plan-milestone.ts';
import { setBudget } from './set-budget/set-budget.ts';
import { joined, owner, promise, schools, stranger, registered, usd } from './specification/example.ts';
import { Story } from './specification/story.ts';

const by = { by: owner };
const promised = (more: object = {}) =>
  new Story(joined(), registered(stranger)).go(
    makeCommitment,
    { ...promise, effectiveOn: '2021-01-01', ...more },
    by,
  );
const lacking = (story: Story, date = '2022-01-10') =>
  lackingOn({ state: story.commitment(), answered: [] }, date);

describe('What a commitment still lacks', () => {
  it('is everything that a statement and a kind leave open', () => {
    expect(lacking(promised())).toEqual(['places', 'representation', 'milestones', 'budget', 'outcomes']);
  });

  it.each<[string, object]>([
    ['places', { places: [{ place: 'CO' }] }],
    [
      'representation',
      { indicators: [{ ...schools, disaggregation: [{ category: 'rural', value: '60' }] }] },
    ],
    ['budget', { money: usd('100') }],
    ['outcomes', { outcomes: ['Children learn at home'] }],
    ['outcomes', { indicators: [{ ...schools, level: 'outcome' }] }],
  ])('is not %s, once they are said, from that day on', (what, says) => {
    const story = promised().go(detailCommitment, { ...says, effectiveOn: '2021-03-01' }, by);
    expect(lacking(story)).not.toContain(what);
    expect(lacking(story)).toHaveLength(4);
    expect(lacking(story, '2021-02-28')).toContain(what);
  });

  it('is neither milestones nor a budget, once one is entered', () => {
    const story = promised()
      .go(planMilestone, { entry: 'a', title: 'First', due: '2021-06-30' }, by)
      .go(setBudget, { entry: 'b', money: usd('100') }, by);
    expect(lacking(story)).toEqual(['places', 'representation', 'outcomes']);
  });

  it('is no budget, where money is not how it is done', () => {
    expect(lacking(promised({ kind: 'advocacy' }))).not.toContain('budget');
  });
});
