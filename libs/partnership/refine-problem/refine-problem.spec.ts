import { given } from '#specification';
import { ProblemRefined } from '../events.ts';
import { propose } from '../propose/propose.ts';
import { refineScope } from '../refine-scope/refine-scope.ts';
import {
  as,
  convened,
  convener,
  dated,
  EARLY,
  here,
  problem,
  proposal,
  proposed,
  reason,
} from '../specification/example.ts';
import { GoalAdopted } from '../subjects.ts';
import { refineProblem } from './refine-problem.ts';

const to = 'Half of the world cannot learn from home';
const refined = (from: string, to: string) => ProblemRefined({ ...here, from, to, reason });

describe('RefineProblem', () => {
  it('says what the problem was, what it is, and why', () => {
    given(...convened())
      .when(refineProblem, { ...here, problem: to, reason }, as(convener))
      .then(refined(problem, to));
  });

  it('starts from the last refinement', () => {
    given(...convened(), refined(problem, to))
      .when(refineProblem, { ...here, problem, reason }, as(convener))
      .then(refined(to, problem));
  });

  it('is by consent once a goal is adopted, and while one is proposed', () => {
    const goal = GoalAdopted({
      ...here,
      proposal,
      goal: 'G',
      consented: [convener],
      stoodAside: [],
      silent: [],
    });
    for (const [events, code] of [
      [[proposed()], 'goal-proposed'],
      [[proposed(), goal], 'goal-adopted'],
    ] as const) {
      const book = given(...convened(), ...events);
      book.when(refineProblem, { ...here, problem: to, reason }, as(convener)).refuses(code);
      const scope = { places: ['CO'], sdgTargets: [] };
      book.when(refineScope, { ...here, scope, reason }, as(convener)).refuses(code);
      book
        .when(
          propose,
          { ...here, proposal: 'p', subject: 'problem', text: reason, problem: to },
          as(convener),
        )
        .emits('ProposalMade');
    }
  });

  it('changes nothing when it says what stands', () => {
    given(...convened(), refined(problem, to))
      .when(refineProblem, { ...here, problem: to, reason: 'Other' }, as(convener))
      .changesNothing();
  });

  it('is not dated before the refinement it starts from', () => {
    given(...convened(), refined(problem, to))
      .when(refineProblem, { ...here, problem, reason, effectiveOn: EARLY }, as(convener))
      .refuses('before-last-change');
    given(...convened(), dated(EARLY, refined(problem, to)))
      .when(refineProblem, { ...here, problem, reason, effectiveOn: EARLY }, as(convener))
      .emits('ProblemRefined');
  });
});
