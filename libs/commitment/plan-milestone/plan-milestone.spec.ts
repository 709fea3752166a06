import { given } from '#specification';
import { MilestonePlanned } from '../events.ts';
import { about, as, here, made, owner, planned } from '../specification/example.ts';
import { planMilestone } from './plan-milestone.ts';

const milestone = { entry: 'first_40', title: 'First 40 schools', due: '2021-06-30' };

describe('PlanMilestone', () => {
  it('plans a milestone for a day, which may be to come or past', () => {
    for (const due of ['2019-01-01', '2030-01-01'])
      given(made())
        .when(planMilestone, { ...here, ...milestone, due, description: 'In Tibú' }, as(owner))
        .then(MilestonePlanned({ ...about, ...milestone, due, description: 'In Tibú' }));
  });

  it('changes nothing when it comes again, and is refused when it says another day', () => {
    const book = given(made(), planned());
    book.when(planMilestone, { ...here, ...milestone }, as(owner)).changesNothing();
    book
      .when(planMilestone, { ...here, ...milestone, due: '2021-07-30' }, as(owner))
      .refuses('entry-id-taken');
  });
});
