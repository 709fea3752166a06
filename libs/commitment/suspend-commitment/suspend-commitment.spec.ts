import { given } from '#specification';
import { CommitmentResumed, CommitmentSuspended } from '../events.ts';
import { about, as, here, joined, made, owner, promise } from '../specification/example.ts';
import { makeCommitment } from '../make-commitment/make-commitment.ts';
import { resumeCommitment } from '../resume-commitment/resume-commitment.ts';
import { Story } from '../specification/story.ts';
import { suspendCommitment } from './suspend-commitment.ts';

describe('SuspendCommitment', () => {
  it('lets it rest, with a reason or without', () => {
    const reason = 'Schools are closed';
    given(made()).when(suspendCommitment, here, as(owner)).then(CommitmentSuspended(about));
    given(made())
      .when(suspendCommitment, { ...here, reason }, as(owner))
      .then(CommitmentSuspended({ ...about, reason }));
  });

  it('goes by turns with resuming', () => {
    given(made(), CommitmentSuspended(about))
      .when(suspendCommitment, here, as(owner))
      .refuses('already-suspended');
    given(made(), CommitmentSuspended(about), CommitmentResumed(about))
      .when(suspendCommitment, here, as(owner))
      .emits('CommitmentSuspended');
  });

  it('goes by turns in time too: not before it was resumed', () => {
    const by = { by: owner };
    const story = new Story(joined())
      .go(makeCommitment, { ...promise, effectiveOn: '2020-10-01' }, by)
      .go(suspendCommitment, { effectiveOn: '2021-01-10' }, by)
      .go(resumeCommitment, { effectiveOn: '2021-05-03' }, by);
    expect(story.tell(suspendCommitment, { effectiveOn: '2021-05-02' }, by)).toMatchObject({
      code: 'before-last-change',
    });
    expect(story.go(suspendCommitment, { effectiveOn: '2021-05-03' }, by).commitment().suspensions).toEqual([
      { on: '2021-01-10', value: true },
      { on: '2021-05-03', value: false },
      { on: '2021-05-03', value: true },
    ]);
  });
});
