import { given } from '#specification';
import {
  AttributionRejected,
  CommitmentFulfilled,
  CommitmentSuperseded,
  CommitmentWithdrawn,
} from './events.ts';
import { correctEntry } from './correct-entry/correct-entry.ts';
import { changes, entries } from './specification/every-command.ts';
import {
  about,
  another,
  as,
  attributedTo,
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
  usd,
} from './specification/example.ts';
import { makeCommitment } from './make-commitment/make-commitment.ts';
import { Story } from './specification/story.ts';
import { withdrawCommitment } from './withdraw-commitment/withdraw-commitment.ts';

describe.each(changes)('%s', (_, command, says) => {
  const input = { ...here, ...says };

  it.each([
    ['fulfilled', CommitmentFulfilled(about)],
    ['withdrawn', CommitmentWithdrawn(about)],
    ['superseded', CommitmentSuperseded({ ...about, by: another })],
  ])('is refused once the commitment is %s: it is never reopened', (_, end) => {
    given(made(), planned(), reported(), end).when(command, input, as(owner)).refuses('commitment-ended');
  });

  it('is refused once the attribution is rejected, to its recorder too', () => {
    given(mandated(), recorded(), planned(), AttributionRejected(about))
      .when(command, { ...input, ...attributedTo }, as(importer))
      .refuses('commitment-ended');
  });

  it('is refused for a day before the commitment', () => {
    given(made(), planned(), reported())
      .when(command, { ...input, effectiveOn: '2020-09-20' }, as(owner))
      .refuses('before-commitment');
  });
});

const begun = () =>
  new Story(joined()).go(makeCommitment, { ...promise, effectiveOn: '2020-09-21' }, { by: owner });

describe.each(entries)('%s, by the id that comes with it', (_, command, says) => {
  const first = { ...says, effectiveOn: '2021-01-15' };
  const book = () => begun().go(command, first, { by: owner });
  const again = (story: Story, input: object) =>
    story.tell(command, { ...says, ...input }, { by: owner, today: '2022-03-01' });

  it('stands from the day it says', () => {
    expect(book().commitment().entries).toMatchObject([
      { entry: 'a', on: '2021-01-15', own: true, version: 1 },
    ]);
  });

  it('changes nothing when it comes again, with its day or without, a day later or after the end', () => {
    expect(again(book(), {})).toEqual([]);
    expect(again(book(), { effectiveOn: '2021-01-15' })).toEqual([]);
    expect(again(book().go(withdrawCommitment, {}, { by: owner }), {})).toEqual([]);
  });

  it('changes nothing when it comes again as first said, though it was mended since', () => {
    const field = ['money', 'title', 'narrative'].find((name) => name in says) ?? '';
    const mended = { [field]: field === 'money' ? usd('90') : 'Something else' };
    const story = book().go(correctEntry, { entry: 'a', reason: 'An error', ...mended }, { by: owner });
    expect(again(story, {})).toEqual([]);
    expect(again(story, mended)).toMatchObject({ code: 'entry-id-taken' });
  });

  it('is refused when it says another day under the same id', () => {
    expect(again(book(), { effectiveOn: '2021-01-16' })).toMatchObject({ code: 'entry-id-taken' });
  });

  it('is another entry under another id, all else being equal', () => {
    expect(again(book(), { ...first, entry: 'b' })).toHaveLength(1);
  });

  it.each(entries)('is refused under the id of %s that says something else', (_, other, theirs) => {
    const values =
      other === command ? { ...theirs, money: usd('7'), title: 'Other', narrative: 'Other' } : theirs;
    const story = begun().go(other, values, { by: owner });
    expect(again(story, {})).toMatchObject({ code: 'entry-id-taken' });
  });
});
