import { IsText } from '#vocabulary';
import { refuseBefore } from '../entry.ts';
import { ProblemRefined } from '../events.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../partnership.ts';

export class RefineProblem extends AboutPartnership {
  static readonly example = {
    problem: 'Half of the world has no connection that telework, e-learning and telemedicine can stand on',
    reason: 'The scoping meeting asked for a sharper statement',
  };

  @IsText(5000)
  problem!: string;

  @IsText(2000)
  reason!: string;
}

export const refineProblem = definePartnershipCommand({
  input: RefineProblem,
  summary: 'Refine the problem statement, and say why.',
  allow: participant,
  decide: ({ problem: { said: from, on } }, { partnership, problem: to, reason }, { effectiveOn }) =>
    from === to ? [] : (refuseBefore(on, effectiveOn) ?? [ProblemRefined({ partnership, from, to, reason })]),
});
