import { IsEntryId, IsText } from '#vocabulary';
import { refuseBefore, sameAgain } from '../entry.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../book-command.ts';
import { WorkingGroupFormed } from '../working-groups.ts';

export class FormWorkingGroup extends AboutPartnership {
  static readonly example = { group: 'spectrum', purpose: 'Spectrum for rural networks, in ten countries' };

  @IsEntryId()
  group!: string;

  @IsText(2000)
  purpose!: string;
}

export const formWorkingGroup = definePartnershipCommand({
  input: FormWorkingGroup,
  summary: 'Form a working group; your organisation is its first member.',
  allow: participant,
  decide: ({ workingGroups, membership }, command, { actor: { organisation }, effectiveOn }) => {
    const { partnership, group, purpose } = command;
    const formed = WorkingGroupFormed({ partnership, organisation, group, purpose });
    return (
      sameAgain(workingGroups.get(group), formed, command, 'group') ??
      refuseBefore(membership.get(organisation), effectiveOn) ?? [formed]
    );
  },
});
