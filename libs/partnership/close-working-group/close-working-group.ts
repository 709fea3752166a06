import { IsOptional } from 'class-validator';
import { refuse } from '#kernel';
import { IsEntryId, IsText } from '#vocabulary';
import { endedAlready, refuseBefore } from '../entry.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../book-command.ts';
import { groupClosed, groupUnknown, WorkingGroupClosed } from '../working-groups.ts';

export class CloseWorkingGroup extends AboutPartnership {
  static readonly example = { group: 'spectrum', reason: 'Its proposals are with the regulators' };

  @IsEntryId()
  group!: string;

  @IsOptional()
  @IsText(2000)
  reason?: string;
}

export const closeWorkingGroup = definePartnershipCommand({
  afterClosing: true,
  input: CloseWorkingGroup,
  summary: 'Close a working group: any of its members may, and nobody joins it any more.',
  allow: participant,
  decide: ({ workingGroups }, command, { actor: { organisation }, effectiveOn }) => {
    const { partnership, group, reason } = command;
    const known = workingGroups.get(group);
    if (!known) return groupUnknown();
    const closed = WorkingGroupClosed({ partnership, group, reason, closedBy: organisation });
    const again = endedAlready(known.closed, closed, { command, refusal: groupClosed() });
    if (again) return again;
    if (!known.members.has(organisation))
      return refuse('not-a-member', 'Only a member closes a group: join it first (JoinWorkingGroup).', {
        field: 'group',
      });
    return refuseBefore(known.joinedOn, effectiveOn) ?? [closed];
  },
});
