import { IsOptional } from 'class-validator';
import { pick, Refusal, refuse } from '#kernel';
import { IsDay, IsEntryId, IsText } from '#vocabulary';
import { defineChange, entryOfKind } from '../change.ts';
import { aboutIt, dueOn } from '../commitment.ts';
import { MilestoneRescheduled } from '../events.ts';
import { OnCommitment } from '../input.ts';

export class RescheduleMilestone extends OnCommitment {
  static readonly example = { entry: 'first_40', due: '2021-09-30', reason: 'Equipment came late' };

  /** The milestone's id. */
  @IsEntryId()
  entry!: string;

  @IsDay()
  due!: string;

  @IsOptional()
  @IsText(2000)
  reason?: string;
}

export const rescheduleMilestone = defineChange({
  input: RescheduleMilestone,
  summary: 'Move a milestone to another day.',
  decide: (state, command, { effectiveOn }) => {
    const milestone = entryOfKind(state, command.entry, 'milestone');
    if (milestone instanceof Refusal) return milestone;
    if (milestone.reachedOn)
      return refuse(
        'milestone-reached',
        `It was reached on ${milestone.reachedOn}: plan another (PlanMilestone).`,
      );
    if (effectiveOn < milestone.on)
      return refuse('before-entry', `It was planned on ${milestone.on}: it moves on that day or later.`, {
        field: 'effectiveOn',
      });
    const before = dueOn(milestone, effectiveOn);
    if (before === command.due) return [];
    const { entry, due } = command;
    return [
      MilestoneRescheduled({ ...aboutIt(state), entry, before, after: due, ...pick(command, ['reason']) }),
    ];
  },
});
