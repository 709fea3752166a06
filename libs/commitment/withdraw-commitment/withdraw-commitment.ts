import { refuse } from '#kernel';
import { defineChange, refuseEnding } from '../change.ts';
import { CommitmentWithdrawn } from '../events.ts';
import { reasoned, WithReason } from '../reasoned.ts';

export class WithdrawCommitment extends WithReason {
  static readonly example = { reason: 'The budget was not approved' };
}

export const withdrawCommitment = defineChange({
  input: WithdrawCommitment,
  summary: 'Take a commitment back. It stays in the book, with all that was done.',
  decide: (state, command, { effectiveOn }) => {
    // Else the others would form it, or think it formed, with a party that no longer stands by it.
    if (state.joint !== undefined && state.transferOf === undefined)
      return refuse(
        'share-of-joint-commitment',
        'It is your share of a joint commitment: LeaveJointCommitment takes it back, so that the others see it.',
        { field: 'commitment', jointCommitment: state.joint },
      );
    return refuseEnding(state, effectiveOn) ?? [CommitmentWithdrawn(reasoned(state, command))];
  },
});
