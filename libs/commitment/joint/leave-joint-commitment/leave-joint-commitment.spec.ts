import type { NewEvent } from '#kernel';
import { given } from '#specification';
import { commitmentStream } from '../../commitment.ts';
import { CommitmentFulfilled, CommitmentWithdrawn } from '../../events.ts';
import { another, as, commitment, convener, partnership } from '../../specification/example.ts';
import { PartyLeft } from '../events.ts';
import {
  accepted,
  dated,
  declined,
  formed,
  joint,
  left,
  parties,
  proposed,
  share,
} from '../specification/example.ts';
import { leaveJointCommitment } from './leave-joint-commitment.ts';

const [, second, third] = parties;
const leave = { ...joint, commitment: another };
const about = { partnership, commitment: another, organisation: second };
const stream = commitmentStream(partnership, another);

describe('LeaveJointCommitment', () => {
  it('withdraws the share in the same breath, and nobody has to say why', () => {
    given(proposed(), accepted(), share(second))
      .when(leaveJointCommitment, leave, as(second))
      .then(left(), CommitmentWithdrawn(about, stream));
    const reason = 'The budget was not approved';
    given(proposed(), accepted(), share(second))
      .when(leaveJointCommitment, { ...leave, reason }, as(second))
      .then(
        PartyLeft({ ...joint, organisation: second, share: another, reason }),
        CommitmentWithdrawn({ ...about, reason }, stream),
      );
  });

  it('leaves a share that has ended as it ended', () => {
    given(proposed(), accepted(), share(second), CommitmentFulfilled(about, stream))
      .when(leaveJointCommitment, leave, as(second))
      .then(left());
  });

  it('names one’s own share, and no other', () => {
    given(proposed(), accepted(), accepted(third, commitment), share(third, { commitment }))
      .when(leaveJointCommitment, { ...leave, commitment }, as(second))
      .refuses('not-your-share');
    given(proposed(), accepted()).when(leaveJointCommitment, leave, as(second)).refuses('not-your-share');
  });

  it('is for those who accepted', () => {
    for (const book of [given(proposed(), share(second)), given(proposed(), declined(second), share(second))])
      book.when(leaveJointCommitment, leave, as(second)).refuses('not-accepted');
    given(proposed(), share(second)).when(leaveJointCommitment, leave, as(convener)).refuses('not-a-party');
    given().when(leaveJointCommitment, leave, as(second)).refuses('joint-commitment-unknown');
  });

  it('says nothing new twice', () => {
    given(proposed(), accepted(), share(second), left())
      .when(leaveJointCommitment, leave, as(second))
      .changesNothing();
  });

  it('is not dated before the acceptance', () => {
    const since = (event: NewEvent) => dated('2021-05-01', event);
    given(proposed(), since(accepted()), since(share(second)))
      .when(leaveJointCommitment, { ...leave, effectiveOn: '2021-04-30' }, as(second))
      .refuses('before-last-change');
  });

  it('is not dated before it was formed of those who stood by it, the one that leaves included', () => {
    const book = given(proposed(), accepted(), dated('2021-05-01', formed(second, third)), share(second));
    book
      .when(leaveJointCommitment, { ...leave, effectiveOn: '2021-04-30' }, as(second))
      .refuses('before-last-change');
    book
      .when(leaveJointCommitment, { ...leave, effectiveOn: '2021-05-01' }, as(second))
      .emits('PartyLeft', 'CommitmentWithdrawn');
  });
});
