import { IsOptional } from 'class-validator';
import { refuse } from '#kernel';
import { IsEntryId, IsIdOf, IsText } from '#vocabulary';
import { refuseBefore, sameAgain } from '../entry.ts';
import { ParticipantInvited } from '../events.ts';
import {
  AboutPartnership,
  definePartnershipCommand,
  organisationUnknown,
  participant,
  relyOnListed,
} from '../book-command.ts';

export class InviteParticipant extends AboutPartnership {
  static readonly example = {
    invitation: 'gsma-2020',
    organisation: 'org_01hzy3v7qk8m4n2p6r9s0t1v5w',
    canActOn: 'Mobile networks where there are none',
  };

  @IsEntryId()
  invitation!: string;

  /** Who is invited. */
  @IsIdOf('org')
  organisation!: string;

  /** Which part of the problem it can act on. */
  @IsText(2000)
  canActOn!: string;

  @IsOptional()
  @IsText(5000)
  message?: string;
}

export const inviteParticipant = definePartnershipCommand({
  input: InviteParticipant,
  summary: 'Invite a listed organisation, saying which part of the problem it can act on.',
  allow: participant,
  reads: { organisation: relyOnListed },
  decide: ({ invitations, participants, membership }, command, { actor, effectiveOn, read }) => {
    const { partnership, organisation, invitation, canActOn, message } = command;
    const invited = ParticipantInvited({
      partnership,
      organisation,
      invitation,
      canActOn,
      message,
      invitedBy: actor.organisation,
    });
    const again = sameAgain(invitations.get(invitation), invited, command, 'invitation');
    if (again) return again;
    if (!read.organisation) return organisationUnknown();
    if (participants.has(organisation))
      return refuse(
        'already-a-participant',
        'This organisation takes part already: nobody has to invite it.',
        {
          field: 'organisation',
        },
      );
    return refuseBefore(membership.get(organisation), effectiveOn) ?? [invited];
  },
});
