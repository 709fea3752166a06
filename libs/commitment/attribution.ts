import { refuse } from '#kernel';
import type { CommitmentState } from './commitment.ts';

/** Only an attributed record is confirmed or rejected, and once. */
export function refuseUnlessOpen({ attributed, confirmedOn }: CommitmentState) {
  if (!attributed)
    return refuse(
      'not-attributed',
      'It is your own word already: AmendCommitment or WithdrawCommitment change it.',
    );
  return confirmedOn === undefined
    ? undefined
    : refuse('already-confirmed', `You confirmed it on ${confirmedOn}: WithdrawCommitment takes it back.`);
}
