import { given } from '#specification';
import { MandateGranted, MandateRevoked } from '../events.ts';
import { MandateOpened, mandateStream } from '../membership.ts';
import {
  as,
  convened,
  dated,
  EARLIER,
  EARLY,
  FIRST,
  here,
  mandated,
  partnership,
  registered,
  second,
  source,
  stranger,
} from '../specification/example.ts';
import { grantMandate } from './grant-mandate.ts';

const mandate = { ...here, organisation: stranger, source };
const revoked = MandateRevoked({ ...mandate, revokedBy: second });
const granting = (organisation: string) => {
  const granted = { ...mandate, organisation, grantedBy: second };
  return [MandateGranted(granted), MandateOpened(granted, mandateStream(partnership, organisation))];
};

describe('GrantMandate', () => {
  it.each([
    ['a listed organisation, participant or not', stranger],
    ['itself', second],
  ])('lets %s record from a named source; the guard opens in the same append', (_, organisation) => {
    given(...convened(second), registered(organisation))
      .when(grantMandate, { ...mandate, organisation }, as(second))
      .then(...granting(organisation));
  });

  it('changes nothing while it stands, whoever granted it', () => {
    given(...convened(second), registered(stranger), mandated(stranger))
      .when(grantMandate, mandate, as(second))
      .changesNothing();
  });

  it('is for one source and one organisation', () => {
    given(...convened(second), registered(stranger), registered(second), mandated(stranger))
      .when(grantMandate, { ...mandate, source: 'iati' }, as(second))
      .emits('MandateGranted', 'MandateOpened');
    given(...convened(second), registered(second), mandated(stranger))
      .when(grantMandate, { ...mandate, organisation: second }, as(second))
      .emits('MandateGranted', 'MandateOpened');
  });

  it('refuses whom nobody has listed', () => {
    given(...convened(second))
      .when(grantMandate, mandate, as(second))
      .refuses('organisation-unknown');
  });

  it('may be granted again, not dated before it was revoked', () => {
    const story = [
      ...convened(second),
      registered(stranger),
      dated(FIRST, mandated(stranger)),
      dated(EARLY, revoked),
    ];
    given(...story)
      .when(grantMandate, mandate, as(second))
      .then(...granting(stranger));
    given(...story)
      .when(grantMandate, { ...mandate, effectiveOn: EARLIER }, as(second))
      .refuses('before-last-change');
  });
});
