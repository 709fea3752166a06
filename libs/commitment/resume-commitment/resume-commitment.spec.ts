import { given } from '#specification';
import { CommitmentResumed, CommitmentSuspended } from '../events.ts';
import { about, as, here, joined, made, owner, promise } from '../specification/example.ts';
import { makeCommitment } from '../make-commitment/make-commitment.ts';
import { Story } from '../specification/story.ts';
import { suspendCommitment } from '../suspend-commitment/suspend-commitment.ts';
import { resumeCommitment } from './resume-commitment.ts';

describe('ResumeCommitment', () => {
  it('takes a suspended commitment up again', () => {
    given(made(), CommitmentSuspended(about))
      .when(resumeCommitment, here, as(owner))
      .then(CommitmentResumed(about));
  });

  it('refuses what is not suspended, or not any more', () => {
    given(made()).when(resumeCommitment, here, as(owner)).refuses('not-suspended');
    given(made(), CommitmentSuspended(about), CommitmentResumed(about))
      .when(resumeCommitment, here, as(owner))
      .refuses('not-suspended');
  });

  it('is not resumed before it was suspended', () => {
    const by = { by: owner };
    const story = new Story(joined())
      .go(makeCommitment, { ...promise, effectiveOn: '2020-10-01' }, by)
      .go(suspendCommitment, { effectiveOn: '2021-01-10' }, by);
    expect(story.tell(resumeCommitment, { effectiveOn: '2021-01-09' }, by)).toMatchObject({
      code: 'before-last-change',
    });
  });
});
