import { given } from '#specification';
import { DisbursementRecorded } from '../events.ts';
import { about, as, disbursed, here, made, owner, usd } from '../specification/example.ts';
import { recordDisbursement } from './record-disbursement.ts';

const tranche = { ...here, entry: 'tranche_1', money: usd('250000.50') };

describe('RecordDisbursement', () => {
  it('records money handed over, and to whom', () => {
    const more = { recipient: { name: 'Ministry of Education' }, note: 'By bank' };
    given(made())
      .when(recordDisbursement, { ...tranche, ...more }, as(owner))
      .then(DisbursementRecorded({ ...about, entry: 'tranche_1', money: usd('250000.50'), ...more }));
  });

  it('takes two equal ones with two ids for two', () => {
    given(made(), disbursed('tranche_1'))
      .when(recordDisbursement, { ...tranche, entry: 'tranche_2' }, as(owner))
      .then(disbursed('tranche_2'));
  });

  it('changes nothing when it comes again, whatever the order of its keys', () => {
    given(made(), disbursed())
      .when(recordDisbursement, { ...tranche, money: { currency: 'USD', amount: '250000.50' } }, as(owner))
      .changesNothing();
  });

  it('changes nothing when it comes again with other zeros behind', () => {
    given(made(), disbursed())
      .when(recordDisbursement, { ...tranche, money: usd('250000.5') }, as(owner))
      .changesNothing();
  });

  it.each<[string, object]>([
    ['another amount', { money: usd('250000.51') }],
    ['another currency', { money: { amount: '250000.50', currency: 'EUR' } }],
    ['a recipient', { recipient: { name: 'A school' } }],
    ['a note', { note: 'By bank' }],
  ])('refuses the same id with %s', (_, other) => {
    given(made(), disbursed())
      .when(recordDisbursement, { ...tranche, ...other }, as(owner))
      .refuses('entry-id-taken');
  });

  it('may be more than was committed', () => {
    given(made({ money: usd('100') }))
      .when(recordDisbursement, tranche, as(owner))
      .emits('DisbursementRecorded');
  });

  it('refuses a recipient without id or name', () => {
    given(made())
      .when(recordDisbursement, { ...tranche, recipient: {} }, as(owner))
      .refuses('nothing-named');
  });
});
