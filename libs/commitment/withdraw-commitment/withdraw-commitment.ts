import { defineChange } from '../change.ts';
import { CommitmentWithdrawn } from '../events.ts';
import { reasoned, WithReason } from '../reasoned.ts';

export class WithdrawCommitment extends WithReason {
  static readonly example = { reason: 'The budget was not approved' };
}

export const withdrawCommitment = defineChange({
  input: WithdrawCommitment,
  summary: 'Take a commitment back. It stays in the book, with all that was done.',
  decide: (state, command) => [CommitmentWithdrawn(reasoned(state, command))],
});
