import { acceptTransfer } from './accept-transfer/accept-transfer.ts';
import { confirmAttribution } from './confirm-attribution/confirm-attribution.ts';
import { makeCommitment } from './make-commitment/make-commitment.ts';
import { amendCommitment } from './amend-commitment/amend-commitment.ts';
import { correctEntry } from './correct-entry/correct-entry.ts';
import { offerTransfer } from './offer-transfer/offer-transfer.ts';
import { progress } from './progress.ts';
import { reportProgress } from './report-progress/report-progress.ts';
import { restateEntry } from './restate-entry/restate-entry.ts';
import { withdrawCommitment } from './withdraw-commitment/withdraw-commitment.ts';
import {
  another,
  attributedTo,
  commitment,
  convener,
  importer,
  joined,
  mandated,
  owner,
  promise,
  registered,
  schools,
} from './specification/example.ts';
import { Story } from './specification/story.ts';

const spring = { from: '2021-01-01', to: '2021-06-30' };
const autumn = { from: '2021-07-01', to: '2021-12-31' };
const expected = [
  { period: spring, value: '40', disaggregation: [{ category: 'rural', value: '30' }] },
  { period: autumn, value: '80' },
];
const on = (today: string) => ({ by: owner, today });
const promised = (more: object = {}) =>
  new Story(joined(), joined(convener), registered(convener)).go(
    makeCommitment,
    { ...promise, indicators: [{ ...schools, expected, ...more }], effectiveOn: '2021-01-01' },
    on('2021-01-05'),
  );
const report = (entry: string, value: string, period: object | undefined = spring) => ({
  entry,
  ...(period ? { period } : {}),
  values: [{ indicator: 'schools', value, disaggregation: [{ category: 'rural', value }] }],
});
const rows = (story: Story, date?: string) => story.view(progress, commitment, date)?.rows ?? [];

describe('Progress, of an indicator in a period', () => {
  it('shows what is expected, and what was reported and when that was recorded', () => {
    const story = promised().go(reportProgress, report('h1', '42'), on('2021-07-10'));
    expect(rows(story)).toMatchObject([
      {
        commitment,
        organisation: owner,
        indicator: { id: 'schools', unit: 'schools' },
        period: spring,
        expected: { value: '40', disaggregation: [{ category: 'rural', value: '30' }] },
        reported: { value: '42', disaggregation: [{ category: 'rural', value: '42' }] },
        reports: [{ entry: 'h1', value: '42', recordedAt: '2021-07-10T12:00:00.000Z', own: true }],
        awaited: false,
      },
      { period: autumn, expected: { value: '80' }, reports: [] },
    ]);
  });

  it('adds up what adds up, and else shows what was reported last', () => {
    const told = (story: Story) =>
      story
        .go(reportProgress, { ...report('b', '30'), effectiveOn: '2021-06-01' }, on('2021-07-10'))
        .go(reportProgress, { ...report('a', '12'), effectiveOn: '2021-03-01' }, on('2021-07-11'));
    expect(rows(told(promised()))[0]?.reported).toMatchObject({ value: '42' });
    expect(rows(told(promised({ aggregation: 'latest' })))[0]?.reported).toMatchObject({ value: '30' });
  });

  it('keeps what a report said before each mend, and why', () => {
    const story = promised()
      .go(reportProgress, report('h1', '42'), on('2021-07-10'))
      .go(correctEntry, { ...report('h1', '24'), reason: 'Digits swapped' }, on('2021-08-01'))
      .go(restateEntry, { entry: 'h1', reason: 'Worded better', narrative: 'Well' }, on('2021-08-02'))
      .go(restateEntry, { ...report('h1', '20'), reason: 'Four closed' }, on('2021-09-01'));
    expect(rows(story)[0]).toMatchObject({ reported: { value: '20' } });
    expect(rows(story)[0]?.reports[0]?.restatedFrom).toMatchObject([
      { value: '42', how: 'corrected', until: '2021-08-01T12:00:00.000Z', reason: 'Digits swapped' },
      { value: '24', how: 'restated', until: '2021-09-01T12:00:00.000Z', reason: 'Four closed' },
    ]);
  });

  it('moves with a report whose period is corrected', () => {
    const story = promised()
      .go(reportProgress, report('h1', '42'), on('2021-07-10'))
      .go(correctEntry, { entry: 'h1', period: autumn, reason: 'The other half' }, on('2021-07-11'));
    expect(rows(story).map(({ period, reported }) => [period, reported?.value])).toEqual([
      [spring, undefined],
      [autumn, '42'],
    ]);
  });

  it('has a row for what is reported beside the plan, with a period and without', () => {
    const year = { from: '2021-01-01', to: '2021-12-31' };
    const story = promised()
      .go(reportProgress, report('y', '90', year), on('2022-01-02'))
      .go(reportProgress, { entry: 'n', values: [{ indicator: 'schools', value: '5' }] }, on('2022-01-02'));
    expect(rows(story).map(({ period, reported }) => [period, reported?.value])).toEqual([
      [spring, undefined],
      [autumn, undefined],
      [year, '90'],
      [undefined, '5'],
    ]);
  });

  it('awaits a report once the period is over, until the commitment has ended', () => {
    const story = promised();
    const awaitedOn = (day: string) => rows(story, day).map(({ awaited }) => awaited);
    expect(awaitedOn('2021-06-30')).toEqual([false, false]);
    expect(awaitedOn('2021-07-01')).toEqual([true, false]);
    story.go(withdrawCommitment, {}, on('2021-08-01'));
    expect(awaitedOn('2022-01-10')).toEqual([true, false]);
  });

  it('awaits of whoever takes it over what is to be reported since, and leaves the rest with the owner before', () => {
    const story = promised().go(offerTransfer, { offer: 'o', to: convener }, on('2021-08-01'));
    const taken = { by: convener, self: another, today: '2021-08-02' };
    story.go(acceptTransfer, { offer: 'o' }, taken);
    const awaited = (id: string) =>
      story.view(progress, id, '2022-01-10')?.rows.map((row) => [row.expected?.value, row.awaited]);
    expect(awaited(commitment)).toEqual([
      ['40', true],
      ['80', false],
    ]);
    expect(awaited(another)).toEqual([
      ['40', false],
      ['80', true],
    ]);
  });

  it('reads by effective date: what the plan was, and what had been reported', () => {
    const changed = [{ ...schools, expected: [{ period: spring, value: '60' }] }];
    const story = promised()
      .go(reportProgress, { ...report('h1', '42'), effectiveOn: '2021-06-01' }, on('2021-07-10'))
      .go(
        amendCommitment,
        { indicators: changed, reason: 'More money', effectiveOn: '2021-05-01' },
        on('2021-07-11'),
      );
    expect(rows(story, '2021-04-30')).toMatchObject([{ expected: { value: '40' }, reports: [] }, {}]);
    expect(rows(story, '2021-06-01')).toMatchObject([
      { expected: { value: '60' }, reported: { value: '42' } },
    ]);
    expect(rows(story, '2020-12-31')).toEqual([]);
  });
});

describe('What is expected', () => {
  it.each([
    [
      'the same period twice',
      [
        { period: spring, value: '1' },
        { period: spring, value: '2' },
      ],
      'period-twice',
    ],
    [
      'a period that runs backwards',
      [{ period: { from: '2021-02-01', to: '2021-01-01' }, value: '1' }],
      'window-reversed',
    ],
  ])('is not said for %s', (_, wrong, code) => {
    const indicators = [{ ...schools, expected: wrong }];
    expect(
      new Story(joined()).tell(makeCommitment, { ...promise, indicators }, on('2021-01-05')),
    ).toMatchObject({
      code,
      details: { field: 'indicators' },
    });
  });

  it('calls interim what was said while the period was not over, and goes on awaiting the rest', () => {
    const story = promised().go(reportProgress, report('early', '20'), on('2021-03-01'));
    expect(rows(story, '2021-07-01')[0]).toMatchObject({
      reported: { value: '20' },
      interim: true,
      reports: [{ interim: true, inTime: true }],
      awaited: true,
    });
    story.go(reportProgress, report('rest', '22'), on('2021-07-02'));
    expect(rows(story, '2021-07-02')[0]).toMatchObject({
      reported: { value: '42' },
      interim: false,
      awaited: false,
    });
  });

  it('goes on awaiting a period of which was said on its last day alone, until something is said after it', () => {
    const story = promised().go(reportProgress, report('last', '20'), on('2021-06-30'));
    expect(rows(story, '2021-06-30')[0]).toMatchObject({ interim: true, awaited: false });
    expect(rows(story, '2021-07-01')[0]).toMatchObject({ interim: true, awaited: true });
    const since = { ...report('of', '22'), effectiveOn: '2021-06-30' };
    story.go(reportProgress, since, on('2021-07-02'));
    expect(rows(story, '2021-07-02')[0]).toMatchObject({ interim: false, awaited: false });
  });

  it('awaits what was recorded too late until it was recorded', () => {
    const late = { ...report('h1', '42'), effectiveOn: '2021-07-10' };
    const story = promised().go(reportProgress, late, on('2021-09-01'));
    expect(rows(story, '2021-08-31')[0]).toMatchObject({ awaited: true, reports: [{ inTime: false }] });
    expect(rows(story, '2021-09-01')[0]).toMatchObject({ awaited: false, reports: [{ inTime: false }] });
  });

  it('awaits nothing of a record that nobody confirmed, and once confirmed only what ends later', () => {
    const telling = { by: importer, today: '2021-01-05' };
    const indicators = [{ ...schools, expected }];
    const story = new Story(registered(), joined(), joined(importer), mandated()).go(
      makeCommitment,
      { ...promise, ...attributedTo, indicators, effectiveOn: '2021-01-01' },
      telling,
    );
    const awaited = (day: string) => rows(story, day).map((row) => row.awaited);
    expect(awaited('2022-03-01')).toEqual([false, false]);
    story.go(confirmAttribution, {}, on('2021-10-01'));
    expect(awaited('2021-09-30')).toEqual([false, false]);
    expect(awaited('2022-03-01')).toEqual([false, true]);
  });
});
