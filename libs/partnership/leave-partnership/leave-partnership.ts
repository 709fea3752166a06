import { IsIn, IsOptional } from 'class-validator';
import { withOutcomes } from '../consent.ts';
import { LEAVE_REASONS, ParticipantLeft, type LeaveReason } from '../events.ts';
import { MembershipClosed, memberStream } from '../membership.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../partnership.ts';

export class LeavePartnership extends AboutPartnership {
  static readonly example = { reason: 'priorities-changed' };

  @IsOptional()
  @IsIn(LEAVE_REASONS)
  reason?: LeaveReason;
}

export const leavePartnership = definePartnershipCommand({
  input: LeavePartnership,
  summary: 'Leave. Commitments stay as they are, and their owner goes on reporting on them.',
  allow: participant,
  decide: (state, { partnership, reason }, { actor: { organisation }, today }) => {
    const own = { partnership, organisation };
    return [
      ...withOutcomes(state, [ParticipantLeft({ ...own, reason })], { today }),
      MembershipClosed(own, memberStream(partnership, organisation)),
    ];
  },
});
