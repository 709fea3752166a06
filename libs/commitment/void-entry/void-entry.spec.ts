import { given } from '#specification';
import { correctEntry } from '../correct-entry/correct-entry.ts';
import { fulfilCommitment } from '../fulfil-commitment/fulfil-commitment.ts';
import { dossier } from '../dossier.ts';
import {
  AttributionRejected,
  CommitmentFulfilled,
  EntryVoided,
  ProgressReported,
  type EntryKind,
} from '../events.ts';
import { ledger } from '../ledger.ts';
import { makeCommitment } from '../make-commitment/make-commitment.ts';
import { disputeClaim } from '../observation/dispute-claim/dispute-claim.ts';
import { corroborateClaim } from '../observation/corroborate-claim/corroborate-claim.ts';
import { withdrawObservation } from '../observation/withdraw-observation/withdraw-observation.ts';
import { planMilestone } from '../plan-milestone/plan-milestone.ts';
import { progress } from '../progress.ts';
import { recordDisbursement } from '../record-disbursement/record-disbursement.ts';
import { reportProgress } from '../report-progress/report-progress.ts';
import {
  about,
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
  schools,
  stranger,
  usd,
} from '../specification/example.ts';
import { Story } from '../specification/story.ts';
import { voidEntry } from './void-entry.ts';

const reason = 'It was the payment of another project';
const strike = { ...here, entry: 'tranche_1', reason };
const voided = (entry = 'tranche_1', kind: EntryKind = 'disbursement', before = {}) => ({
  ...EntryVoided({ ...about, entry, kind, before, reason, entryVersion: 2 }),
  effectiveOn: '2020-09-21',
});

describe('VoidEntry', () => {
  it('strikes an entry through, on its own day: what it said and the reason stay', () => {
    given(made(), disbursed())
      .when(voidEntry, strike, as(owner))
      .then(voided('tranche_1', 'disbursement', { money: usd('250000.50') }));
  });

  it('changes nothing when it comes again, and is final', () => {
    const book = given(made(), disbursed(), voided());
    book.when(voidEntry, strike, as(owner)).changesNothing();
    book.when(voidEntry, { ...strike, reason: 'Other' }, as(owner)).refuses('entry-voided');
    book.when(correctEntry, { ...strike, money: usd('1') }, as(owner)).refuses('entry-voided');
    book
      .when(recordDisbursement, { ...here, entry: 'tranche_1', money: usd('250000.50') }, as(owner))
      .refuses('entry-voided');
  });

  it('is refused for an entry that is not there, and for another day', () => {
    given(made()).when(voidEntry, strike, as(owner)).refuses('entry-unknown');
    given(made(), disbursed())
      .when(voidEntry, { ...strike, effectiveOn: '2021-01-01' }, as(owner))
      .refuses('mend-takes-entry-date');
  });

  it('is refused for the last report that a fulfilment rests on, and for no other', () => {
    const ofReport = { ...strike, entry: 'report_1' };
    const second = ProgressReported({ ...about, entry: 'report_2', narrative: 'Done', selfReport: true });
    given(made(), reported(), CommitmentFulfilled(about))
      .when(voidEntry, ofReport, as(owner))
      .refuses('fulfilment-rests-on-it');
    for (const book of [
      [made(), reported()],
      [made(), reported(), second, CommitmentFulfilled(about)],
    ])
      given(...book)
        .when(voidEntry, ofReport, as(owner))
        .emits('EntryVoided');
  });

  it('is also of what a recorder said, by the recorder, and of an ended commitment', () => {
    const book = given(mandated(), recorded(), disbursed(), AttributionRejected(about));
    book.when(voidEntry, { ...strike, ...attributedTo }, as(importer)).emits('EntryVoided');
    book.when(voidEntry, strike, as(stranger)).refuses('not-the-owner');
  });
});

describe('What was struck through', () => {
  const by = { by: owner };
  const critic = { by: stranger };
  const told = () =>
    new Story(joined(), joined(stranger))
      .go(
        makeCommitment,
        { ...promise, money: usd('100'), indicators: [schools], effectiveOn: '2021-01-01' },
        by,
      )
      .go(recordDisbursement, { entry: 'kept', money: usd('10'), effectiveOn: '2021-02-01' }, by)
      .go(recordDisbursement, { entry: 'd', money: usd('200'), effectiveOn: '2021-02-01' }, by)
      .go(planMilestone, { entry: 'm', title: 'M', due: '2021-03-01', effectiveOn: '2021-02-01' }, by)
      .go(
        reportProgress,
        { entry: 'r', values: [{ indicator: 'schools', value: '7' }], effectiveOn: '2021-02-01' },
        by,
      );
  const claim = { about: 'entry', commitment, entry: 'd' };
  const row = (story: Story) => story.view(ledger, commitment, '2022-01-10');

  it('counts nowhere, and stays in the history', () => {
    const story = told();
    expect(row(story)).toMatchObject({ money: { overDisbursed: true }, milestones: { late: 1 }, reports: 1 });
    for (const entry of ['d', 'm', 'r']) story.go(voidEntry, { entry, reason }, by);
    expect(row(story)).toMatchObject({
      money: { disbursed: [usd('10')], overDisbursed: false },
      milestones: { planned: 0, late: 0 },
      reports: 0,
      indicators: [schools],
      voided: { entries: 3, afterDispute: 0 },
    });
    expect(row(story)?.lastSelfReport).toBeUndefined();
    expect(story.view(progress, commitment)?.rows).toEqual([]);
    const whole = story.view(dossier, commitment);
    expect(whole?.entries.map(({ entry }) => entry)).toEqual(['kept']);
    expect(whole?.voidedEntries).toMatchObject([
      { entry: 'd', values: { money: usd('200') }, reason, voidedOn: '2022-01-10' },
      { entry: 'm' },
      { entry: 'r' },
    ]);
    expect(whole?.history).toHaveLength(8);
    expect(story.tell(fulfilCommitment, {}, by)).toMatchObject({ code: 'self-report-missing' });
  });

  it('after a dispute is counted, and the dispute is of an earlier version', () => {
    const story = told().go(disputeClaim, { claim, text: 'Not paid' }, critic);
    story.go(voidEntry, { entry: 'd', reason }, by);
    expect(row(story)).toMatchObject({
      standing: 'self-reported',
      observations: { disputed: 0, ofEarlierVersion: 1 },
      voided: { entries: 1, afterDispute: 1 },
    });
    const before = told()
      .go(disputeClaim, { claim, text: 'Not paid' }, critic)
      .go(withdrawObservation, { claim }, critic);
    expect(row(before.go(voidEntry, { entry: 'd', reason }, by))?.voided?.afterDispute).toBe(0);
  });

  it('is corroborated by nobody, and disputed by whoever says that it was so', () => {
    const story = told().go(voidEntry, { entry: 'd', reason }, by);
    expect(story.tell(corroborateClaim, { claim }, critic)).toMatchObject({ code: 'entry-voided' });
    expect(row(story.go(disputeClaim, { claim, text: 'It was paid' }, critic))?.standing).toBe('disputed');
  });
});
