import { IsOptional } from 'class-validator';
import { pick } from '#kernel';
import { IsDay, IsEntryId, IsLine, IsText } from '#vocabulary';
import { defineEntry } from '../change.ts';
import { MilestonePlanned, type MilestoneValues } from '../events.ts';
import { OnCommitment } from '../input.ts';

export class PlanMilestone extends OnCommitment {
  static readonly example = { entry: 'first_40', title: 'First 40 schools connected', due: '2021-06-30' };

  @IsEntryId()
  entry!: string;

  @IsLine(300)
  title!: string;

  /** The day it is planned for; whether it is late is derived, never recorded. */
  @IsDay()
  due!: string;

  @IsOptional()
  @IsText(2000)
  description?: string;
}

export const planMilestone = defineEntry({
  input: PlanMilestone,
  summary: 'Plan a milestone.',
  kind: 'milestone',
  values: (command): MilestoneValues => pick(command, ['title', 'due', 'description']),
  event: ({ selfReport: _, ...data }) => MilestonePlanned(data),
});
