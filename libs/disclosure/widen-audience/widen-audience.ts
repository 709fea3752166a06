import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { Already, defineCommand, refuse, Refusal, same } from '#kernel';
import { type PartnershipState, refuseBefore } from '#partnership';
import { Audience, electorateOf, hearersOf, widened } from '../audience.ts';
import {
  aboutDisclosure,
  Disclosure,
  disclosureUnknown,
  publishedStream,
  saidIn,
  type DisclosureState,
} from '../disclosure.ts';
import { AudienceWidened, DisclosurePublished } from '../events.ts';
import { numberedBy, ownerInside } from '../guard.ts';
import { AboutDisclosure } from '../input.ts';
import { refuseRetracted } from '../retracted.ts';

export class WidenAudience extends AboutDisclosure {
  static readonly example = { audience: { to: 'participants' } };

  /** Who hears it from now on, beside those who did. */
  @ValidateNested()
  @Type(() => Audience)
  audience!: Audience;
}

export const widenAudience = defineCommand<WidenAudience, DisclosureState, { book: PartnershipState }>({
  input: WidenAudience,
  entity: Disclosure,
  summary:
    'Share a disclosure with more: an audience only ever widens. To everybody it is told under an id of its own, which says nothing of when it was first told.',
  numberedBy,
  allow: ownerInside,
  alsoCreates: { published: 'dsc' },
  reads: { book: electorateOf },
  decide: (state, { audience }, { effectiveOn, read, opened }) => {
    // There is nobody else to whom it could be told; what everybody hears is not opened to say so.
    if (!state || state.audience.public) return new Already();
    if (!read.book) return disclosureUnknown();
    const { published } = state;
    if (published !== undefined) return new Already({ published });
    if (state.kind === 'talk')
      return refuse(
        'talk-between-two',
        'A talk stays between the two: disclose your own part of it instead.',
      );
    const by = hearersOf(audience, state.organisation, read.book);
    if (by instanceof Refusal) return by;
    const to = widened(state.audience, by);
    if (same(to, state.audience)) return new Already();
    const refusal = refuseRetracted(state) ?? refuseBefore(state.on, effectiveOn);
    if (refusal) return refusal;
    const about = aboutDisclosure(state);
    return to.public
      ? publishedAs(opened['published'] ?? '', state)
      : [AudienceWidened({ ...about, from: state.audience, to })];
  },
});

/** What was told quietly stays so, between those who heard it, with what they answered. */
function publishedAs(disclosure: string, state: DisclosureState) {
  const { audience } = state;
  const about = aboutDisclosure(state);
  return [
    AudienceWidened({ ...about, from: audience, to: audience, published: disclosure }),
    DisclosurePublished(
      { ...about, disclosure, ...saidIn(state) },
      publishedStream(state.partnership, disclosure),
    ),
  ];
}
