import { IsOptional } from 'class-validator';
import { pick, Refusal, refuse } from '#kernel';
import { IsEntryId, IsText } from '#vocabulary';
import { defineChange, entryOfKind } from '../change.ts';
import { aboutIt } from '../commitment.ts';
import { MilestoneReached } from '../events.ts';
import { OnCommitment } from '../input.ts';

export class ReachMilestone extends OnCommitment {
  static readonly example = { entry: 'first_40', effectiveOn: '2021-06-12' };

  /** The milestone's id. */
  @IsEntryId()
  entry!: string;

  @IsOptional()
  @IsText(2000)
  note?: string;
}

export const reachMilestone = defineChange({
  input: ReachMilestone,
  summary: 'Say that a milestone is reached, on the effective date.',
  decide: (state, command, { effectiveOn }) => {
    const milestone = entryOfKind(state, command.entry, 'milestone');
    if (milestone instanceof Refusal) return milestone;
    const { reachedOn } = milestone;
    if (reachedOn && (command.effectiveOn ?? reachedOn) === reachedOn) return [];
    if (reachedOn)
      return refuse('milestone-reached', `It was reached on ${reachedOn}: mend that with CorrectEntry.`, {
        field: 'effectiveOn',
      });
    if (effectiveOn < milestone.on)
      return refuse(
        'before-entry',
        `It was planned on ${milestone.on}: it is reached on that day or later.`,
        {
          field: 'effectiveOn',
        },
      );
    return [MilestoneReached({ ...aboutIt(state), entry: command.entry, ...pick(command, ['note']) })];
  },
});
