import { refuse } from '#kernel';
import { defineChange } from '../change.ts';
import { CommitmentResumed } from '../events.ts';
import { reasoned, WithReason } from '../reasoned.ts';
import { suspension } from '../suspension.ts';

export class ResumeCommitment extends WithReason {
  static readonly example = { reason: 'Schools open again', effectiveOn: '2021-05-03' };
}

export const resumeCommitment = defineChange({
  input: ResumeCommitment,
  summary: 'Take a suspended commitment up again.',
  decide: (state, command, { effectiveOn }) => {
    const { suspended, refusal } = suspension(state, effectiveOn);
    if (!suspended)
      return refuse('not-suspended', 'It is not suspended: go on with it (SuspendCommitment lets it rest).');
    return refusal ?? [CommitmentResumed(reasoned(state, command))];
  },
});
