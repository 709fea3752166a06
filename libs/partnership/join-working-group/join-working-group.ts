import { IsEntryId } from '#vocabulary';
import { latest, refuseBefore } from '../entry.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../book-command.ts';
import { groupClosed, groupUnknown, WorkingGroupJoined } from '../working-groups.ts';

export class JoinWorkingGroup extends AboutPartnership {
  static readonly example = { group: 'spectrum' };

  @IsEntryId()
  group!: string;
}

export const joinWorkingGroup = definePartnershipCommand({
  input: JoinWorkingGroup,
  summary: 'Join a working group; whoever leaves the partnership leaves its groups.',
  allow: participant,
  decide: (
    { workingGroups, membership },
    { partnership, group },
    { actor: { organisation }, effectiveOn },
  ) => {
    const known = workingGroups.get(group);
    if (!known) return groupUnknown();
    if (known.members.has(organisation)) return [];
    if (known.closed) return groupClosed();
    const early = refuseBefore(latest([known.on, membership.get(organisation)]), effectiveOn);
    return early ?? [WorkingGroupJoined({ partnership, organisation, group })];
  },
});
