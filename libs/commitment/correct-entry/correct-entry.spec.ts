import { given } from '#specification';
import { entryOf } from '../commitment.ts';
import {
  BudgetSet,
  CommitmentWithdrawn,
  EntryCorrected,
  EvidenceAttached,
  MilestoneReached,
} from '../events.ts';
import {
  about,
  as,
  attributedTo,
  disbursed,
  here,
  importer,
  joined,
  made,
  mandated,
  owner,
  planned,
  promise,
  recorded,
  reported,
  schools,
  usd,
} from '../specification/example.ts';
import { makeCommitment } from '../make-commitment/make-commitment.ts';
import { planMilestone } from '../plan-milestone/plan-milestone.ts';
import { reachMilestone } from '../reach-milestone/reach-milestone.ts';
import { recordDisbursement } from '../record-disbursement/record-disbursement.ts';
import { Story } from '../specification/story.ts';
import { correctEntry } from './correct-entry.ts';

const reason = 'One zero too many';
const mend = { ...here, entry: 'tranche_1', reason };
const corrected = {
  ...EntryCorrected({
    ...about,
    entry: 'tranche_1',
    kind: 'disbursement',
    before: { money: usd('250000.50') },
    after: { money: usd('25000.05') },
    difference: usd('-225000.45'),
    reason,
    entryVersion: 2,
  }),
  effectiveOn: '2020-09-21',
};

describe('CorrectEntry', () => {
  it('mends a disbursement with one zero too many: old value, difference and reason stay', () => {
    given(made(), disbursed())
      .when(correctEntry, { ...mend, money: usd('25000.05') }, as(owner))
      .then(corrected);
  });

  it('builds on the mend before', () => {
    const { decision } = given(made(), disbursed(), corrected).when(
      correctEntry,
      { ...mend, money: usd('25000.50'), reason: 'The cents too' },
      as(owner),
    );
    expect(decision).toMatchObject([
      { data: { before: { money: usd('25000.05') }, difference: usd('0.45'), entryVersion: 3 } },
    ]);
  });

  it('changes nothing when it says what stands', () => {
    given(made(), disbursed(), corrected)
      .when(correctEntry, { ...mend, money: usd('25000.05') }, as(owner))
      .changesNothing();
  });

  it('has no difference between two currencies, nor where no money changes', () => {
    const book = given(made(), disbursed());
    for (const values of [{ money: { amount: '250000.50', currency: 'EUR' } }, { note: 'By bank' }]) {
      const { decision } = book.when(correctEntry, { ...mend, ...values }, as(owner));
      expect(decision).not.toHaveProperty('0.data.difference');
      expect(decision).toMatchObject([{ data: { after: values } }]);
    }
  });

  const period = { from: '2021-01-01', to: '2021-12-31' };
  const history = [
    made({ indicators: [schools] }),
    planned(),
    disbursed(),
    reported(),
    BudgetSet({ ...about, entry: 'budget', money: usd('1'), period }),
    EvidenceAttached({
      ...about,
      entry: 'photo',
      title: 'Antenna',
      sha256: '9f'.repeat(32),
      mediaType: 'image/png',
    }),
  ];
  it.each<[string, string, object]>([
    [
      'title, description and due day of a milestone',
      'first_40',
      { title: '50', description: 'x', due: '2021-07-31' },
    ],
    [
      'money, note and period of a budget',
      'budget',
      { money: usd('2'), note: 'x', period: { from: '2021-02-01' } },
    ],
    [
      'money, note and recipient of a disbursement',
      'tranche_1',
      { money: usd('2'), note: 'x', recipient: { name: 'A' } },
    ],
    [
      'narrative, period and values of a report',
      'report_1',
      { narrative: 'x', period, values: [{ indicator: 'schools', value: '41' }] },
    ],
    [
      'title, fingerprint, type and place of evidence',
      'photo',
      { title: 'x', sha256: '8e'.repeat(32), mediaType: 'image/jpeg', uri: 'https://example.org' },
    ],
  ])('mends %s', (_, entry, after) => {
    const { decision } = given(...history).when(correctEntry, { ...mend, entry, ...after }, as(owner));
    expect(decision).toMatchObject([{ type: 'EntryCorrected', data: { after, entryVersion: 2 } }]);
  });

  it.each<[string, object, string]>([
    ['an entry that is not there', { entry: 'tranche_2', money: usd('1') }, 'entry-unknown'],
    ['no new value', {}, 'nothing-said'],
    ['what such an entry does not have', { narrative: 'x' }, 'not-of-this-entry'],
    ['a recipient without id or name', { recipient: {} }, 'nothing-named'],
    [
      'another day than its entry has',
      { money: usd('1'), effectiveOn: '2021-02-01' },
      'mend-takes-entry-date',
    ],
    [
      'a period that runs backwards',
      { entry: 'budget', period: { from: '2021-02-01', to: '2021-01-01' } },
      'window-reversed',
    ],
    [
      'an indicator that it does not have',
      { entry: 'report_1', values: [{ indicator: 'x', value: '1' }] },
      'indicator-unknown',
    ],
    [
      'a day for a milestone that is not reached',
      { entry: 'first_40', reachedOn: '2021-06-12' },
      'milestone-not-reached',
    ],
  ])('refuses %s', (_, values, code) => {
    given(...history)
      .when(correctEntry, { ...mend, ...values }, as(owner))
      .refuses(code);
  });

  it.each<[string, string, string]>([
    ['before it was planned', '2020-09-20', 'before-entry'],
    ['to come, wherever on earth', '2022-01-12', 'effective-in-future'],
  ])('refuses that a milestone was reached on a day %s', (_, reachedOn, code) => {
    given(made(), planned(), MilestoneReached({ ...about, entry: 'first_40' }))
      .when(correctEntry, { ...mend, entry: 'first_40', reachedOn }, as(owner))
      .refuses(code);
  });

  it('also mends an entry of an ended commitment', () => {
    given(made(), disbursed(), CommitmentWithdrawn(about))
      .when(correctEntry, { ...mend, money: usd('25000.05') }, as(owner))
      .then(corrected);
  });

  it('also mends what a recorder said, by the recorder', () => {
    given(mandated(), recorded(), disbursed())
      .when(correctEntry, { ...mend, money: usd('1'), ...attributedTo }, as(importer))
      .emits('EntryCorrected');
  });

  describe('in time', () => {
    const by = { by: owner };
    const story = () => new Story(joined()).go(makeCommitment, { ...promise, effectiveOn: '2020-10-01' }, by);

    it('takes the day of the entry, and keeps it as first said', () => {
      const told = story()
        .go(recordDisbursement, { entry: 'a', money: usd('1000'), effectiveOn: '2021-01-15' }, by)
        .go(correctEntry, { entry: 'a', money: usd('100'), reason }, by)
        .go(correctEntry, { entry: 'a', money: usd('110'), reason }, by);
      expect(told.events.slice(-2).map(({ metadata }) => metadata['effectiveOn'])).toEqual([
        '2021-01-15',
        '2021-01-15',
      ]);
      expect(entryOf(told.commitment(), 'a')).toMatchObject({
        on: '2021-01-15',
        values: { money: usd('110') },
        first: { money: usd('1000') },
        version: 3,
      });
    });

    it('mends the day on which a milestone was reached', () => {
      const told = story()
        .go(planMilestone, { entry: 'm', title: 'M', due: '2021-06-30', effectiveOn: '2021-01-01' }, by)
        .go(reachMilestone, { entry: 'm', effectiveOn: '2021-06-12' }, by)
        .go(correctEntry, { entry: 'm', reachedOn: '2021-06-10', reason }, by);
      expect(entryOf(told.commitment(), 'm')).toMatchObject({
        reachedOn: '2021-06-10',
        values: { due: '2021-06-30' },
      });
    });
  });
});
