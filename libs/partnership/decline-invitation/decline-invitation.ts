import { IsOptional } from 'class-validator';
import { refuse } from '#kernel';
import { IsEntryId, IsText } from '#vocabulary';
import { latest, refuseBefore } from '../entry.ts';
import { InvitationDeclined } from '../events.ts';
import { AboutPartnership, anyOrganisation, definePartnershipCommand } from '../book-command.ts';

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
  decide: (
    { invitations, interests, participants },
    { partnership, invitation, reason },
    { actor: { organisation }, effectiveOn },
  ) => {
    const known = invitations.get(invitation);
    // Who else was invited is for participants to know.
    if (known?.said.organisation !== organisation)
      return refuse('invitation-unknown', 'Your organisation has no such invitation: see the partnership.', {
        field: 'invitation',
      });
    if (known.declined) return [];
    // Joining answered it: it is counted as accepted, and is not declined as well.
    if (participants.has(organisation))
      return refuse(
        'already-a-participant',
        'Your organisation accepted it by joining: it may leave (LeavePartnership).',
        { field: 'invitation' },
      );
    if (known.lapsed)
      return refuse('not-invited', 'The partnership has closed since: the invitation stands no more.', {
        field: 'invitation',
      });
    if (known.spent)
      return refuse(
        'not-invited',
        'Your organisation accepted it by joining, and has left since: it stands no more.',
        {
          field: 'invitation',
        },
      );
    return (
      refuseBefore(latest([known.on, interests.get(organisation)?.on]), effectiveOn) ?? [
        InvitationDeclined({ partnership, organisation, invitation, reason }),
      ]
    );
  },
});
