import { given } from '#specification';
import { BudgetSet } from '../events.ts';
import { about, as, here, made, owner, usd } from '../specification/example.ts';
import { setBudget } from './set-budget.ts';

const year = { from: '2021-01-01', to: '2021-12-31' };
const budget = { entry: 'budget_2021', money: usd('600000'), period: year, note: 'First year' };

describe('SetBudget', () => {
  it('says what is planned to be spent in a period', () => {
    given(made())
      .when(setBudget, { ...here, ...budget }, as(owner))
      .then(BudgetSet({ ...about, ...budget }));
  });

  it('may be for the whole', () => {
    given(made())
      .when(setBudget, { ...here, entry: 'all', money: usd('1') }, as(owner))
      .emits('BudgetSet');
  });

  it('changes nothing when it comes again, and is refused for another period', () => {
    const book = given(made(), BudgetSet({ ...about, ...budget }));
    book.when(setBudget, { ...here, ...budget }, as(owner)).changesNothing();
    book
      .when(setBudget, { ...here, ...budget, period: { from: '2022-01-01' } }, as(owner))
      .refuses('entry-id-taken');
  });

  it('refuses a period that runs backwards', () => {
    given(made())
      .when(setBudget, { ...here, ...budget, period: { from: year.to, to: year.from } }, as(owner))
      .refuses('window-reversed');
  });
});
