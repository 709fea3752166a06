import { given } from '#specification';
import { ProblemRefined } from '../events.ts';
import { as, convened, convener, dated, EARLY, here, problem, reason } from '../specification/example.ts';
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
