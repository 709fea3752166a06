import { given } from '#specification';
import { MandateRevoked } from '../events.ts';
import { MandateClosed, mandateStream } from '../membership.ts';
import {
  as,
  convened,
  EARLY,
  here,
  mandated,
  partnership,
  reason,
  second,
  source,
  stranger,
} from '../specification/example.ts';
import { revokeMandate } from './revoke-mandate.ts';

const mandate = { ...here, organisation: stranger, source };
const revoked = MandateRevoked({ ...mandate, revokedBy: second, reason });

describe('RevokeMandate', () => {
  it('may be given by another than who granted it; the guard closes in the same append', () => {
    given(...convened(second), mandated(stranger))
      .when(revokeMandate, { ...mandate, reason }, as(second))
      .then(revoked, MandateClosed(mandate, mandateStream(partnership, stranger)));
  });

  it('is refused where none stands: of this organisation, from this source, any more', () => {
    for (const before of [[], [mandated(second)], [mandated(stranger), revoked]])
      given(...convened(second), ...before)
        .when(revokeMandate, mandate, as(second))
        .refuses('mandate-unknown');
    given(...convened(second), mandated(stranger))
      .when(revokeMandate, { ...mandate, source: 'iati' }, as(second))
      .refuses('mandate-unknown');
  });

  it('is not dated before it was granted', () => {
    given(...convened(second), mandated(stranger))
      .when(revokeMandate, { ...mandate, effectiveOn: EARLY }, as(second))
      .refuses('before-last-change');
  });
});
