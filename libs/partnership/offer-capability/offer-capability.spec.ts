import { given } from '#specification';
import { CapabilityOffered } from '../capabilities.ts';
import {
  as,
  convened,
  convener,
  dated,
  EARLIER,
  EARLY,
  FIRST,
  here,
  joined,
  left,
  named,
  need,
  offer,
  offered,
  second,
  third,
} from '../specification/example.ts';
import { offerCapability } from './offer-capability.ts';

const offering = { ...here, capability: need.capability, text: offer };
const own = { ...offering, organisation: second };

describe('OfferCapability', () => {
  it('offers for its own organisation, beside others, named as who could bring it or not', () => {
    given(...convened(second), named(third), offered(convener))
      .when(offerCapability, offering, as(second))
      .then(CapabilityOffered(own));
  });

  it('replaces what the same organisation offered before, and changes nothing in the same words', () => {
    given(...convened(second), named(), offered(second, 'One satellite'))
      .when(offerCapability, offering, as(second))
      .then(CapabilityOffered({ ...own, from: 'One satellite' }));
    given(...convened(second), named(), offered(second))
      .when(offerCapability, offering, as(second))
      .changesNothing();
  });

  it('is new where the earlier offer fell away with who left', () => {
    given(...convened(second), named(), offered(second), left(second), joined(second))
      .when(offerCapability, offering, as(second))
      .then(CapabilityOffered(own));
  });

  it('refuses what nobody named', () => {
    given(...convened(second))
      .when(offerCapability, offering, as(second))
      .refuses('capability-unknown');
  });

  it.each([
    ['it was named', [dated(EARLY, named())]],
    ['the offer it replaces', [dated(FIRST, named()), dated(EARLY, offered(second, 'One'))]],
    ['it joined', [dated(FIRST, named()), dated(EARLY, left(second)), dated(EARLY, joined(second))]],
  ])('is not dated before %s', (_, before) => {
    given(...convened(second), ...before)
      .when(offerCapability, { ...offering, effectiveOn: EARLIER }, as(second))
      .refuses('before-last-change');
  });
});
