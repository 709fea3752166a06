import { IsOptional } from 'class-validator';
import { defineCommand, pick, refuse } from '#kernel';
import { IsText } from '#vocabulary';
import { refuseBefore, relyOnClosed, type ClosedState } from '#partnership';
import { ShareDeclined } from '../events.ts';
import {
  formedBy,
  JointCommitment,
  jointUnknown,
  namedParty,
  OnJointCommitment,
  partyOf,
  refuseLapsed,
  type JointState,
} from '../joint-commitment.ts';

export class DeclineShare extends OnJointCommitment {
  static readonly example = { reason: 'Our budget for this year is spent' };

  /** Nobody has to say why. */
  @IsOptional()
  @IsText(2000)
  reason?: string;
}

export const declineShare = defineCommand<DeclineShare, JointState, { closed: ClosedState }>({
  input: DeclineShare,
  entity: JointCommitment,
  summary:
    'Decline your share of a joint commitment. It is formed without you, where two others stand by it.',
  allow: namedParty,
  reads: { closed: relyOnClosed },
  decide: (state, command, { actor: { organisation }, effectiveOn, read }) => {
    const party = state && partyOf(state, organisation);
    if (!party) return jointUnknown();
    if (party.answer === 'declined') return [];
    if (party.answer === 'accepted')
      return refuse(
        'already-accepted',
        `You accepted it on ${party.answeredOn}: LeaveJointCommitment takes it back.`,
      );
    const early = refuseLapsed(state, read.closed) ?? refuseBefore(state.on, effectiveOn);
    if (early) return early;
    const { partnership, jointCommitment } = state;
    return [
      ShareDeclined({ partnership, jointCommitment, organisation, ...pick(command, ['reason']) }),
      ...formedBy(state, { organisation, answer: 'declined', answeredOn: effectiveOn }),
    ];
  },
});
