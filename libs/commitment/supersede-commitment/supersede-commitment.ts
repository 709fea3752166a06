import { refuse, relyOn } from '#kernel';
import { IsIdOf } from '#vocabulary';
import { refuseBefore } from '#partnership';
import { defineChange, refuseEnding } from '../change.ts';
import { Commitment, commitmentStream, isOwn, type CommitmentState } from '../commitment.ts';
import { CommitmentSuperseded } from '../events.ts';
import { unknownCommitment } from '../guard.ts';
import { reasoned, WithReason } from '../reasoned.ts';

export class SupersedeCommitment extends WithReason {
  static readonly example = { by: 'cmt_01k5a8w0000000000000000000', reason: 'Widened to Peru' };

  /** The commitment that goes on in its place. */
  @IsIdOf('cmt')
  by!: string;
}

export const supersedeCommitment = defineChange<SupersedeCommitment, { successor: CommitmentState }>({
  input: SupersedeCommitment,
  summary: 'End a commitment in favour of another of your own.',
  // Its revision, not only its existence: two that supersede one another would both be gone.
  reads: { successor: ({ partnership, by }) => relyOn(Commitment, commitmentStream(partnership, by)) },
  decide: (state, command, { self, effectiveOn, read: { successor } }) => {
    const field = 'by';
    if (command.by === self) return refuse('own-successor', 'A commitment cannot succeed itself.', { field });
    if (!successor) return unknownCommitment(field);
    if (successor.organisation !== state.organisation || (isOwn(state) && !isOwn(successor)))
      return refuse('successor-not-own', 'Name another commitment of your own (MakeCommitment).', { field });
    if (successor.ended)
      return refuse('successor-ended', `That one was ${successor.ended.how}: name one that goes on.`, {
        field,
      });
    return (
      refuseBefore(successor.on, effectiveOn) ??
      refuseEnding(state, effectiveOn) ?? [
        CommitmentSuperseded({ ...reasoned(state, command), by: command.by }),
      ]
    );
  },
});
