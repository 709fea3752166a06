import { given } from '#specification';
import { ScopeRefined } from '../events.ts';
import { as, convened, convener, EARLY, here, reason, scope } from '../specification/example.ts';
import { refineScope } from './refine-scope.ts';

const to = { places: ['CO', '419'], sdgTargets: [] };
const refined = ScopeRefined({ ...here, from: scope, to, reason });

describe('RefineScope', () => {
  it('says what the scope was, what it is, and why', () => {
    given(...convened())
      .when(refineScope, { ...here, scope: to, reason }, as(convener))
      .then(refined);
  });

  it('changes nothing when it says what stands', () => {
    given(...convened(), refined)
      .when(refineScope, { ...here, scope: to, reason: 'Other' }, as(convener))
      .changesNothing();
  });

  it('is not dated before the refinement it starts from', () => {
    given(...convened(), refined)
      .when(refineScope, { ...here, scope, reason, effectiveOn: EARLY }, as(convener))
      .refuses('before-last-change');
  });
});
