import { amendCommitment } from './amend-commitment/amend-commitment.ts';
import { detailCommitment } from './detail-commitment/detail-commitment.ts';
import { fulfilCommitment } from './fulfil-commitment/fulfil-commitment.ts';
import { ledger } from './ledger.ts';
import { makeCommitment } from './make-commitment/make-commitment.ts';
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
  source,
} from './specification/example.ts';
import { Story } from './specification/story.ts';
import { suspendCommitment } from './suspend-commitment/suspend-commitment.ts';
import { withdrawCommitment } from './withdraw-commitment/withdraw-commitment.ts';

const on = (today: string) => ({ by: owner, today });
const promised = (window?: object, today = '2020-01-01') =>
  new Story(joined()).go(makeCommitment, { ...promise, ...(window ? { window } : {}) }, on(today));
const row = (story: Story, day: string) => story.view(ledger, commitment, day);
const deliveries = (story: Story, ...days: string[]) => days.map((day) => row(story, day)?.delivery);

describe('Delivery, of a promise against its own window', () => {
  it('is ahead before the window, running in it to its last day, and over after it', () => {
    const story = promised({ from: '2020-06-01', to: '2020-12-31' });
    expect(deliveries(story, '2020-05-31', '2020-06-01', '2020-12-31', '2021-01-01')).toEqual([
      'ahead',
      'running',
      'running',
      'over',
    ]);
  });

  it('is undated without an end, even where a beginning is said', () => {
    expect(deliveries(promised(), '2030-01-01')).toEqual(['undated']);
    expect(deliveries(promised({ from: '2029-01-01' }), '2020-02-01', '2030-01-01')).toEqual([
      'undated',
      'undated',
    ]);
  });

  it('is not stopped by a suspension', () => {
    const story = promised({ to: '2020-12-31' }).go(suspendCommitment, {}, on('2020-03-01'));
    expect(row(story, '2021-01-01')).toMatchObject({ status: 'suspended', delivery: 'over' });
  });

  it('is fulfilled or ended from that day on, and over on days between', () => {
    const kept = promised({ to: '2020-12-31' })
      .go(reportProgress, { entry: 'r', narrative: 'Done' }, on('2021-02-01'))
      .go(fulfilCommitment, {}, on('2021-02-01'));
    expect(deliveries(kept, '2021-01-31', '2021-02-01')).toEqual(['over', 'fulfilled']);
    const left = promised({ to: '2020-12-31' }).go(withdrawCommitment, {}, on('2020-08-01'));
    expect(deliveries(left, '2020-07-31', '2020-08-01', '2021-01-01')).toEqual(['running', 'ended', 'ended']);
  });

  it('shows both ends of a window that was moved, and how often it was', () => {
    const story = promised({ to: '2020-12-31' })
      .go(amendCommitment, { window: { to: '2021-06-30' }, reason: 'Rain' }, on('2020-11-01'))
      .go(amendCommitment, { window: { to: '2021-12-31' }, reason: 'More rain' }, on('2021-05-01'));
    expect(row(story, '2020-10-31')?.ends).toEqual({ on: '2020-12-31', moved: 0 });
    expect(row(story, '2020-11-01')?.ends).toEqual({ on: '2021-06-30', firstOn: '2020-12-31', moved: 1 });
    expect(row(story, '2021-05-01')?.ends).toEqual({ on: '2021-12-31', firstOn: '2020-12-31', moved: 2 });
    expect(row(story, '2021-05-01')?.first.window).toEqual({ to: '2020-12-31' });
    expect(row(promised(), '2021-05-01')?.ends).toBeUndefined();
  });

  it('judges the days before a move was recorded by what stood then, whatever day the move says', () => {
    const story = promised({ to: '2020-12-31' }).go(
      amendCommitment,
      { window: { to: '2025-12-31' }, reason: 'Rain', effectiveOn: '2020-02-01' },
      on('2021-07-01'),
    );
    expect(deliveries(story, '2020-12-31', '2021-01-01', '2021-06-30', '2021-07-01')).toEqual([
      'running',
      'over',
      'over',
      'running',
    ]);
    expect(row(story, '2021-06-30')?.ends).toEqual({ on: '2020-12-31', moved: 0 });
  });

  it('judges likewise where an end is said only later', () => {
    const story = promised().go(
      detailCommitment,
      { window: { to: '2020-12-31' }, effectiveOn: '2020-02-01' },
      on('2021-07-01'),
    );
    expect(deliveries(story, '2021-06-30', '2021-07-01')).toEqual(['undated', 'over']);
    expect(row(story, '2021-07-01')?.ends).toEqual({ on: '2020-12-31', moved: 0 });
  });

  it('goes on telling what was first promised where an end is taken away, and said anew', () => {
    const story = promised({ to: '2020-12-31' })
      .go(amendCommitment, { window: {}, reason: 'Nobody knows' }, on('2020-11-01'))
      .go(amendCommitment, { window: { to: '2021-12-31' }, reason: 'Known' }, on('2021-05-01'));
    expect(row(story, '2020-11-01')).toMatchObject({ delivery: 'undated' });
    expect(row(story, '2020-11-01')?.ends).toEqual({ firstOn: '2020-12-31', moved: 1 });
    expect(row(story, '2021-05-01')?.ends).toEqual({ on: '2021-12-31', firstOn: '2020-12-31', moved: 2 });
    const begun = promised({ from: '2020-06-01' }).go(
      amendCommitment,
      { window: { from: '2020-07-01' }, reason: 'Rain' },
      on('2020-11-01'),
    );
    expect(row(begun, '2020-11-01')?.ends).toBeUndefined();
  });

  it('is told of an attributed record as the record says it', () => {
    const telling = { by: importer, today: '2021-07-01' };
    const story = new Story(registered(), joined(), joined(importer), mandated())
      .go(
        makeCommitment,
        { ...promise, ...attributedTo, window: { to: '2019-12-31' }, effectiveOn: '2019-01-01' },
        telling,
      )
      .go(
        amendCommitment,
        {
          onBehalfOf: owner,
          source: { ...source, version: 2 },
          window: { to: '2020-12-31' },
          reason: 'Version 2',
          effectiveOn: '2019-02-01',
        },
        telling,
      );
    expect(row(story, '2020-06-01')).toMatchObject({ voice: 'attributed', delivery: 'running' });
  });
});
