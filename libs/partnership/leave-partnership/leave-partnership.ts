import { IsIn, IsOptional } from 'class-validator';
import { withOutcomes, type Electorate } from '../consent.ts';
import { latest, refuseBefore } from '../entry.ts';
import { LEAVE_REASONS, ParticipantLeft, type LeaveReason } from '../events.ts';
import { MembershipClosed, memberStream } from '../membership.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../partnership.ts';

export class LeavePartnership extends AboutPartnership {
  static readonly example = { reason: 'priorities-changed' };

  @IsOptional()
  @IsIn(LEAVE_REASONS)
  reason?: LeaveReason;
}

/** The last day on which it took part: joined, spoke on a proposal, or was counted for one. */
const lastPartOf = ({ membership, proposals }: Electorate, organisation: string): string =>
  latest([
    membership.get(organisation),
    ...[...proposals.values()].flatMap(({ spoke, answers, adoptedOn }) => [
      spoke.get(organisation),
      answers.has(organisation) ? adoptedOn : undefined,
    ]),
  ]);

export const leavePartnership = definePartnershipCommand({
  input: LeavePartnership,
  summary: 'Leave. Commitments stay as they are, and their owner goes on reporting on them.',
  allow: participant,
  decide: (state, { partnership, reason }, { actor: { organisation }, today, effectiveOn }) => {
    const early = refuseBefore(lastPartOf(state, organisation), effectiveOn);
    if (early) return early;
    const own = { partnership, organisation };
    return [
      ...withOutcomes(state, [ParticipantLeft({ ...own, reason })], { today, effectiveOn }),
      MembershipClosed(own, memberStream(partnership, organisation)),
    ];
  },
});
