import { given } from '#specification';
import { correctEntry } from '../correct-entry/correct-entry.ts';
import { CommitmentWithdrawn, ExpenditureRecorded, ReturnRecorded } from '../events.ts';
import { Containment } from '../figures/walk.ts';
import { RowsAddition } from '../figures/totals.ts';
import { ledger } from '../ledger.ts';
import { makeCommitment } from '../make-commitment/make-commitment.ts';
import { recordDisbursement } from '../record-disbursement/record-disbursement.ts';
import {
  about,
  another,
  as,
  attributedTo,
  commitment,
  disbursed,
  here,
  importer,
  joined,
  made,
  mandated,
  owner,
  promise,
  recorded,
  reported,
  stranger,
  usd,
} from '../specification/example.ts';
import { Story } from '../specification/story.ts';
import { voidEntry } from '../void-entry/void-entry.ts';
import { recordReturn } from './record-return.ts';

const said = { entry: 'back', of: 'disbursement', payment: 'tranche_1', money: usd('30') } as const;
const back = { ...here, ...said };
const returned = ReturnRecorded({ ...about, ...said });
const paid = disbursed('tranche_1', '100');

describe('RecordReturn', () => {
  it('records money that came back, of an entry or of one that is not known', () => {
    given(made(), paid).when(recordReturn, back, as(owner)).then(returned);
    const { payment: _, ...unknown } = back;
    given(made(), paid)
      .when(recordReturn, unknown, as(owner))
      .then(ReturnRecorded({ ...about, entry: 'back', of: 'disbursement', money: usd('30') }));
  });

  it('is also of an expenditure, of an ended commitment, and of a record, by its recorder', () => {
    const spent = ExpenditureRecorded({ ...about, entry: 'x', money: usd('40') });
    given(made(), spent, CommitmentWithdrawn(about))
      .when(recordReturn, { ...back, of: 'expenditure', payment: 'x' }, as(owner))
      .emits('ReturnRecorded');
    const record = given(mandated(), recorded(), paid);
    record.when(recordReturn, { ...back, ...attributedTo }, as(importer)).emits('ReturnRecorded');
    record.when(recordReturn, back, as(stranger)).refuses('not-the-owner');
  });

  it.each<[string, object, string]>([
    ['an entry that is not there', { payment: 'other' }, 'entry-unknown'],
    ['an entry of another kind', { payment: 'report_1' }, 'not-of-this-kind'],
    ['another currency', { money: { amount: '30', currency: 'EUR' } }, 'more-returned-than-paid'],
    ['more than was paid', { money: usd('100.01') }, 'more-returned-than-paid'],
    ['more than was paid in all', { money: usd('100.01'), payment: undefined }, 'more-returned-than-paid'],
    ['a day before it was paid', { effectiveOn: '2020-09-20' }, 'before-commitment'],
  ])('refuses %s', (_, values, code) => {
    given(made(), paid, reported())
      .when(recordReturn, { ...back, ...values }, as(owner))
      .refuses(code);
  });

  it('refuses what would be more together with what came back before, mends and voids included', () => {
    const book = given(made(), paid, returned);
    const more = { ...back, entry: 'rest', money: usd('70.01') };
    book.when(recordReturn, more, as(owner)).refuses('more-returned-than-paid');
    book.when(recordReturn, { ...more, money: usd('70') }, as(owner)).emits('ReturnRecorded');
    const mend = { ...here, entry: 'tranche_1', reason: 'An error' };
    book.when(correctEntry, { ...mend, money: usd('29') }, as(owner)).refuses('more-returned-than-paid');
    book.when(correctEntry, { ...mend, money: usd('30') }, as(owner)).emits('EntryCorrected');
    book
      .when(correctEntry, { ...mend, entry: 'back', money: usd('101') }, as(owner))
      .refuses('more-returned-than-paid');
    book.when(voidEntry, mend, as(owner)).refuses('entry-has-returns');
    book.when(voidEntry, { ...mend, entry: 'back' }, as(owner)).emits('EntryVoided');
  });

  it('changes nothing when it comes again, and is refused with other values', () => {
    const book = given(made(), paid, returned);
    book.when(recordReturn, back, as(owner)).changesNothing();
    book.when(recordReturn, { ...back, money: usd('31') }, as(owner)).refuses('entry-id-taken');
  });
});

describe('What came back', () => {
  const by = { by: owner };
  const story = new Story(joined())
    .go(makeCommitment, { ...promise, money: usd('90'), effectiveOn: '2021-01-01' }, by)
    .go(recordDisbursement, { entry: 'tranche_1', money: usd('100'), effectiveOn: '2021-04-10' }, by)
    .go(recordReturn, { ...said, effectiveOn: '2021-06-01' }, by);
  const moneyOn = (day: string) => story.view(ledger, commitment, day)?.money;

  it('leaves 100 before its day and 70 from it on, and both are shown', () => {
    expect(moneyOn('2021-04-10')).toMatchObject({ disbursed: [usd('100')], overDisbursed: true });
    expect(moneyOn('2021-05-31')).not.toHaveProperty('returned');
    expect(moneyOn('2021-06-01')).toMatchObject({
      disbursed: [usd('70')],
      returned: { disbursed: [usd('30')], spent: [] },
      overDisbursed: false,
    });
  });

  it('is net in sums, too, and what came back whole still keeps its part out of them', () => {
    const row = story.view(ledger, commitment, '2021-12-31');
    if (!row) throw new Error('no row');
    const links = { promise: { partnership: here.partnership, commitment, said: '1' } };
    const containment = new Containment([{ commitment: another, ...links, payments: links.promise }]);
    const sums = new RowsAddition(containment);
    const whole = { disbursed: [usd('0')], returned: { disbursed: [usd('100')], spent: [] } };
    sums.add({ ...row, money: { ...row.money, ...whole } });
    sums.add({
      ...row,
      commitment: another,
      money: { ...row.money, disbursed: [usd('40')], returned: { disbursed: [], spent: [] } },
    });
    expect(sums.sums).toMatchObject({
      disbursed: [usd('0')],
      returned: { disbursed: [usd('100')], spent: [] },
    });
  });
});
