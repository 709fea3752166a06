import { evolve } from '#kernel';
import { given, stored } from '#specification';
import { MandateClosed, mandateStream } from '#partnership';
import { Commitment, type CommitmentState } from '../commitment.ts';
import { AttributionConfirmed, RecordEnded, RecordResumed } from '../events.ts';
import { makeCommitment } from '../make-commitment/make-commitment.ts';
import { RECORD_ENDINGS } from '../record-ending.ts';
import {
  about,
  another,
  as,
  attributedTo,
  convener,
  here,
  importer,
  made,
  madeToo,
  mandated,
  owner,
  partnership,
  promise,
  recorded,
  registered,
  source,
  sourced,
} from '../specification/example.ts';
import { commitmentStream } from '../commitment.ts';
import { statusOn } from '../status.ts';
import { endRecord } from './end-record.ts';

const removed = { ...here, onBehalfOf: owner, ended: 'removed' };
const reason = 'The source has it no more';

describe('EndRecord', () => {
  it.each(RECORD_ENDINGS)('ends a record that nobody has confirmed, as its source says: %s', (ended) => {
    given(mandated(), recorded())
      .when(endRecord, { ...removed, ended, reason }, as(importer))
      .then(RecordEnded({ ...about, ended, reason }));
  });

  it.each([
    ['its owner, of a record about it', owner, [recorded()], 'not-confirmed'],
    ['its owner, of what it promised itself', owner, [made()], 'not-a-record'],
    ['another importer', convener, [mandated(convener), recorded()], 'not-the-owner'],
    [
      'who recorded it, once it is confirmed',
      importer,
      [mandated(), recorded(), AttributionConfirmed(about)],
      'not-a-record',
    ],
    [
      'who recorded it, without its mandate',
      importer,
      [
        mandated(),
        MandateClosed(
          { partnership, organisation: importer, source: source.system },
          mandateStream(partnership, importer),
        ),
        recorded(),
      ],
      'no-mandate',
    ],
  ] as const)('is not for %s', (_, organisation, history, code) => {
    given(...history)
      .when(endRecord, removed, as(organisation))
      .refuses(code);
  });

  it('is once, and a status of its own: none of what an owner says', () => {
    given(mandated(), recorded(), RecordEnded({ ...about, ended: 'removed' }))
      .when(endRecord, removed, as(importer))
      .refuses('commitment-ended');
    const ended = [recorded(), RecordEnded({ ...about, ended: 'fulfilled' })]
      .map((event, i) => stored(event, i))
      .reduce<CommitmentState | undefined>((state, event) => evolve(Commitment, state, event), undefined);
    expect(statusOn(ended!, '2022-01-01')).toBe('recorded-fulfilled');
  });
});

describe('A record that came back', () => {
  const gone = RecordEnded(
    { ...about, commitment: another, ended: 'removed' },
    commitmentStream(partnership, another),
  );
  const record = madeToo({ recordedBy: importer, attributed: true, source });
  const book = [mandated(), registered(), record, gone, sourced(1, another, promise)];
  const again = { partnership, ...promise, ...attributedTo };
  const newer = { ...again, source: { ...source, version: 2 } };

  it('is a new commitment that resumes the ended one, and takes its place at the guard', () => {
    for (const says of [again, newer])
      given(...book)
        .when(makeCommitment, { ...says, resumes: another }, as(importer))
        .emits('CommitmentMade', 'RecordResumed', 'SourceRecorded');
    const { decision } = given(...book).when(makeCommitment, { ...newer, resumes: another }, as(importer));
    expect(decision).toMatchObject([
      { data: { resumes: another } },
      RecordResumed(
        { ...about, commitment: another, by: here.commitment },
        commitmentStream(partnership, another),
      ),
      sourced(2, here.commitment, promise),
    ]);
  });

  it('says which one it resumes, by who recorded it, and in no older version', () => {
    given(...book)
      .when(makeCommitment, newer, as(importer))
      .refuses('record-ended');
    given(mandated(convener), ...book)
      .when(makeCommitment, { ...newer, resumes: another }, as(convener))
      .refuses('not-the-recorder');
    given(mandated(), registered(), record, gone, sourced(2, another, promise))
      .when(makeCommitment, { ...again, resumes: another }, as(importer))
      .refuses('record-older');
  });

  it('is none that goes on, or that was never recorded', () => {
    for (const history of [[], [record, sourced(1, another, { ...promise, theme: 'Other' })]])
      given(mandated(), registered(), ...history)
        .when(makeCommitment, { ...again, resumes: another }, as(importer))
        .refuses(history.length === 0 ? 'nothing-to-resume' : 'record-changed');
  });

  it('leaves the ended one nowhere beside it, on no day', () => {
    const events = [
      recorded(),
      RecordEnded({ ...about, ended: 'removed' }),
      RecordResumed({ ...about, by: another }),
    ];
    const states = [2, 3].map((count) =>
      events
        .slice(0, count)
        .map((event, i) => stored({ ...event, effectiveOn: i === 1 ? '2021-06-01' : '2020-01-01' }, i))
        .reduce<CommitmentState | undefined>((state, event) => evolve(Commitment, state, event), undefined),
    );
    expect(states.map((state) => statusOn(state!, '2021-01-01'))).toEqual(['open', 'removed']);
  });
});
