import { IsText } from '#vocabulary';
import { refuseBefore } from '../entry.ts';
import { ProblemRefined } from '../events.ts';
import { refuseOverruling } from '../overruling.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../book-command.ts';

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
  summary:
    'Refine the problem statement, and say why; once a goal is adopted or proposed, by consent (Propose).',
  allow: participant,
  decide: (state, { partnership, problem: to, reason }, { effectiveOn }) => {
    const { said: from, on } = state.problem;
    if (from === to) return [];
    return (
      refuseOverruling(state, 'problem') ??
      refuseBefore(on, effectiveOn) ?? [ProblemRefined({ partnership, from, to, reason })]
    );
  },
});
