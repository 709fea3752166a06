import { IsOptional } from 'class-validator';
import { refuse } from '#kernel';
import { IsEntryId, IsText } from '#vocabulary';
import { InvitationDeclined } from '../events.ts';
import { AboutPartnership, anyOrganisation, definePartnershipCommand } from '../partnership.ts';

export class DeclineInvitation extends AboutPartnership {
  static readonly example = { invitation: 'gsma-2020', reason: 'No capacity this year' };

  @IsEntryId()
  invitation!: string;

  @IsOptional()
  @IsText(2000)
  reason?: string;
}

export const declineInvitation = definePartnershipCommand({
  input: DeclineInvitation,
  summary: 'Decline an invitation; nobody has to say why.',
  allow: anyOrganisation,
  decide: ({ invitations }, { partnership, invitation, reason }, { actor: { organisation } }) => {
    const known = invitations.get(invitation);
    if (!known)
      return refuse('invitation-unknown', 'No such invitation: see the partnership for those that stand.', {
        field: 'invitation',
      });
    if (known.said.organisation !== organisation)
      return refuse('not-your-organisation', 'Only the organisation that was invited declines.', {
        field: 'invitation',
      });
    return known.declined ? [] : [InvitationDeclined({ partnership, organisation, invitation, reason })];
  },
});
