import { refuse } from '#kernel';
import { defineChange } from '../change.ts';
import { CommitmentSuspended } from '../events.ts';
import { reasoned, WithReason } from '../reasoned.ts';
import { suspension } from '../suspension.ts';

export class SuspendCommitment extends WithReason {
  static readonly example = { reason: 'Schools are closed', effectiveOn: '2021-01-10' };
}

export const suspendCommitment = defineChange({
  input: SuspendCommitment,
  summary: 'Let a commitment rest for a while.',
  decide: (state, command, { effectiveOn }) => {
    const { suspended, refusal } = suspension(state, effectiveOn);
    if (suspended)
      return refuse('already-suspended', 'It is suspended already: take it up again with ResumeCommitment.');
    return refusal ?? [CommitmentSuspended(reasoned(state, command))];
  },
});
