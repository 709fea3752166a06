import { IsIn, IsOptional } from 'class-validator';
import { relyOnEndings, type Endings } from '#organisation';
import { withOutcomes } from '../consent.ts';
import { withoutEnded } from '../consent-command.ts';
import { latest, refuseBefore } from '../entry.ts';
import { LEAVE_REASONS, ParticipantLeft, type LeaveReason } from '../events.ts';
import { MembershipClosed, memberStream } from '../membership.ts';
import { type PartnershipState } from '../partnership.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../book-command.ts';

export class LeavePartnership extends AboutPartnership {
  static readonly example = { reason: 'priorities-changed' };

  @IsOptional()
  @IsIn(LEAVE_REASONS)
  reason?: LeaveReason;
}

/**
 * The last day on which it took part: joined, spoke on a proposal or was counted for one, offered, joined a group; or on
 * which it was invited or interested, which ends with its leaving, too.
 */
const lastPartOf = (
  { membership, proposals, capabilities, workingGroups, invitations, interests }: PartnershipState,
  organisation: string,
): string =>
  latest([
    membership.get(organisation),
    interests.get(organisation)?.on,
    ...[...invitations.values()].map(({ said, on }) => (said.organisation === organisation ? on : undefined)),
    ...[...proposals.values()].flatMap(({ spoke, answers, adoptedOn }) => [
      spoke.get(organisation),
      answers.has(organisation) ? adoptedOn : undefined,
    ]),
    ...[...capabilities.values()].map(({ offers }) => offers.get(organisation)?.on),
    ...[...workingGroups.values()].map(({ members }) => members.get(organisation)),
  ]);

export const leavePartnership = definePartnershipCommand<LeavePartnership, { endings: Endings }>({
  afterClosing: true,
  input: LeavePartnership,
  summary: 'Leave. Commitments stay as they are, and their owner goes on reporting on them.',
  allow: participant,
  reads: { endings: relyOnEndings },
  decide: (state, { partnership, reason }, { actor: { organisation }, today, effectiveOn, read }) => {
    const early = refuseBefore(lastPartOf(state, organisation), effectiveOn);
    if (early) return early;
    const own = { partnership, organisation };
    return [
      ...withOutcomes(withoutEnded(state, read.endings), [ParticipantLeft({ ...own, reason })], {
        today,
        effectiveOn,
      }),
      MembershipClosed(own, memberStream(partnership, organisation)),
    ];
  },
});
