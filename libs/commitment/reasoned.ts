import { IsOptional } from 'class-validator';
import { IsText } from '#vocabulary';
import type { CommitmentState } from './commitment.ts';
import { aboutIt } from './commitment.ts';
import type { Reasoned } from './events.ts';
import { OnCommitment } from './input.ts';

/** A command that may say why. Nobody has to: what is promised here is voluntary. */
export class WithReason extends OnCommitment {
  @IsOptional()
  @IsText(2000)
  reason?: string;
}

export const reasoned = (state: CommitmentState, { reason }: WithReason): Reasoned => ({
  ...aboutIt(state),
  ...(reason === undefined ? {} : { reason }),
});
