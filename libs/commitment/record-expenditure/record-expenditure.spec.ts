import { given } from '#specification';
import { ExpenditureRecorded } from '../events.ts';
import { about, as, disbursed, here, made, owner, usd } from '../specification/example.ts';
import { recordExpenditure } from './record-expenditure.ts';

const invoice = { entry: 'invoice_17', money: { amount: '48000', currency: 'COP' }, note: 'Routers' };

describe('RecordExpenditure', () => {
  it('records money spent, in its own currency', () => {
    given(made({ money: usd('100') }))
      .when(recordExpenditure, { ...here, ...invoice }, as(owner))
      .then(ExpenditureRecorded({ ...about, ...invoice }));
  });

  it('changes nothing when it comes again, and is refused with another amount', () => {
    const book = given(made(), ExpenditureRecorded({ ...about, ...invoice }));
    book.when(recordExpenditure, { ...here, ...invoice }, as(owner)).changesNothing();
    book
      .when(recordExpenditure, { ...here, ...invoice, money: usd('1') }, as(owner))
      .refuses('entry-id-taken');
  });

  it('is refused under the id of a disbursement, though it says the same', () => {
    given(made(), disbursed())
      .when(recordExpenditure, { ...here, entry: 'tranche_1', money: usd('250000.50') }, as(owner))
      .refuses('entry-id-taken');
  });

  it('refuses a recipient without id or name', () => {
    given(made())
      .when(recordExpenditure, { ...here, ...invoice, recipient: {} }, as(owner))
      .refuses('nothing-named');
  });
});
