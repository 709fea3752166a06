import { amendCommitment } from './amend-commitment/amend-commitment.ts';
import { confirmAttribution } from './confirm-attribution/confirm-attribution.ts';
import { dossier } from './dossier.ts';
import { ledger } from './ledger.ts';
import type { LedgerRow } from './ledger-row.ts';
import { makeCommitment } from './make-commitment/make-commitment.ts';
import { monthsOf, staleness } from './staleness.ts';
import { reportProgress } from './report-progress/report-progress.ts';
import {
  attributedTo,
  commitment,
  importer,
  joined,
  mandated,
  owner,
  promise,
  registered,
  schools,
} from './specification/example.ts';
import { Story } from './specification/story.ts';

const on = (today: string) => ({ by: owner, today });
const promised = (more: object = {}) =>
  new Story(joined()).go(makeCommitment, { ...promise, ...more }, on('2020-01-01'));
const report = (entry: string, more: object = {}) => ({ entry, narrative: 'It goes well', ...more });
const states = (story: Story, days: readonly string[], agreed?: number) =>
  days.map((day) => {
    const row = story.view(ledger, commitment, day) as LedgerRow;
    return staleness(row, monthsOf(row, new Map(agreed === undefined ? [] : [[owner, agreed]])), day);
  });

describe('Reporting, against the rhythm', () => {
  it('is not due until the first report is, then late, then silent', () => {
    expect(
      states(promised(), ['2020-01-01', '2021-01-01', '2021-01-02', '2022-01-01', '2022-01-02']),
    ).toEqual(['not-due', 'not-due', 'late', 'late', 'silent']);
  });

  it('is in time for a period after each report', () => {
    const story = promised().go(reportProgress, report('r'), on('2020-06-01'));
    expect(states(story, ['2020-05-31', '2020-06-01', '2021-06-01', '2021-06-02', '2022-06-02'])).toEqual([
      'not-due',
      'current',
      'current',
      'late',
      'silent',
    ]);
  });

  it('takes a report for in time that was recorded up to thirty days after its own day', () => {
    const story = promised({ reportEveryMonths: 6 }).go(
      reportProgress,
      report('r', { effectiveOn: '2020-06-01' }),
      on('2020-07-01'),
    );
    expect(states(story, ['2020-06-01', '2020-12-01', '2020-12-02'])).toEqual(['current', 'current', 'late']);
  });

  it('takes none for in time that was recorded later: it breaks the silence from its recording on', () => {
    const story = promised({ reportEveryMonths: 6 }).go(
      reportProgress,
      report('r', { effectiveOn: '2021-06-01' }),
      on('2021-07-02'),
    );
    expect(states(story, ['2021-06-01', '2021-07-01', '2021-07-02', '2022-06-01', '2022-06-02'])).toEqual([
      'silent',
      'silent',
      'late',
      'late',
      'silent',
    ]);
    const years = promised({ reportEveryMonths: 6 }).go(
      reportProgress,
      report('r', { effectiveOn: '2021-06-01' }),
      on('2022-02-02'),
    );
    expect(states(years, ['2021-12-01', '2022-02-01', '2022-02-02', '2022-06-02'])).toEqual([
      'silent',
      'silent',
      'late',
      'silent',
    ]);
    expect(years.view(ledger, commitment, '2022-02-02')).toMatchObject({
      reports: 1,
      lateReports: 1,
      lastSelfReport: '2021-06-01',
      reporting: { from: '2020-01-01', awaits: 'first', lateReport: '2021-06-01' },
    });
    expect(years.view(dossier, commitment, '2022-02-02')?.entries).toMatchObject([
      { entry: 'r', inTime: false },
    ]);
  });

  it('knows no rhythm longer than that of the agreement its owner endorsed, and a shorter one', () => {
    const slow = promised({ reportEveryMonths: 24 });
    expect(states(slow, ['2021-01-02'])).toEqual(['not-due']);
    expect(states(slow, ['2020-06-02', '2021-01-02'], 3)).toEqual(['late', 'silent']);
    expect(states(promised({ reportEveryMonths: 2 }), ['2020-03-02'], 3)).toEqual(['late']);
  });

  it('judges the days before a rhythm was stretched by what stood then, and counts that', () => {
    const story = promised({ reportEveryMonths: 6 }).go(
      amendCommitment,
      { reportEveryMonths: 36, reason: 'Too often', effectiveOn: '2020-02-01' },
      on('2021-02-01'),
    );
    expect(states(story, ['2020-07-02', '2021-01-31', '2021-02-01'])).toEqual(['late', 'silent', 'not-due']);
    expect(story.view(ledger, commitment, '2021-02-01')?.reporting).toMatchObject({
      everyMonths: 36,
      stretched: 1,
    });
    expect(story.view(ledger, commitment, '2021-01-31')?.reporting).toMatchObject({
      everyMonths: 6,
      stretched: 0,
    });
  });

  it('counts from its confirmation where a record is confirmed, and awaits nothing before', () => {
    const telling = { by: importer, today: '2021-07-01' };
    const story = new Story(registered(), joined(), joined(importer), mandated())
      .go(makeCommitment, { ...promise, ...attributedTo, effectiveOn: '2015-01-01' }, telling)
      .go(confirmAttribution, {}, on('2021-08-01'));
    expect(states(story, ['2021-07-31', '2021-08-01', '2022-08-01', '2022-08-02'])).toEqual([
      undefined,
      'not-due',
      'not-due',
      'late',
    ]);
  });

  it('calls a report interim whose period is not over on its day', () => {
    const period = { from: '2020-01-01', to: '2020-12-31' };
    const story = promised()
      .go(reportProgress, report('early', { period }), on('2020-07-01'))
      .go(reportProgress, report('midyear', { period, effectiveOn: '2020-07-01' }), on('2021-01-10'))
      .go(reportProgress, report('none'), on('2021-01-10'));
    expect(story.view(dossier, commitment)?.entries).toMatchObject([
      { entry: 'early', interim: true },
      { entry: 'midyear', interim: true },
      { entry: 'none', interim: false },
    ]);
  });

  it('calls a report interim on the last day of its period, which then still runs, and none that was recorded after it', () => {
    const period = { from: '2020-01-01', to: '2020-12-31' };
    const story = promised()
      .go(reportProgress, report('on', { period }), on('2020-12-31'))
      .go(reportProgress, report('of', { period, effectiveOn: '2020-12-31' }), on('2021-01-01'))
      .go(reportProgress, report('after', { period }), on('2021-01-01'));
    expect(story.view(dossier, commitment)?.entries).toMatchObject([
      { entry: 'on', interim: true },
      { entry: 'of', interim: false },
      { entry: 'after', interim: false },
    ]);
  });

  it('calls no report interim whose period has no end: whether it is over, nobody said', () => {
    const period = { from: '2020-01-01' };
    const story = promised().go(reportProgress, report('open', { period }), on('2020-07-01'));
    expect(story.view(dossier, commitment)?.entries).toMatchObject([{ entry: 'open', interim: false }]);
  });

  it('calls a reported value interim likewise, until one is said after the period', () => {
    const period = { from: '2020-01-01', to: '2020-12-31' };
    const values = [{ indicator: 'schools', value: '4' }];
    const story = promised({ indicators: [schools] })
      .go(reportProgress, report('early', { period, values }), on('2020-07-01'))
      .go(reportProgress, report('end', { period, values }), on('2021-01-10'));
    const latest = (day: string) => story.view(ledger, commitment, day)?.indicators[0]?.latest;
    expect(latest('2020-07-01')).toMatchObject({ value: '4', interim: true });
    expect(latest('2021-01-10')).toMatchObject({ value: '8', interim: false });
  });
});
