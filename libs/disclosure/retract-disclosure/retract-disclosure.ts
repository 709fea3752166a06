import { IsOptional } from 'class-validator';
import { Already, defineCommand } from '#kernel';
import { IsText } from '#vocabulary';
import { refuseBefore } from '../../partnership/entry.ts';
import {
  aboutDisclosure,
  Disclosure,
  disclosureUnknown,
  publishedStream,
  type DisclosureState,
} from '../disclosure.ts';
import { DisclosureRetracted, PublishedDisclosureRetracted } from '../events.ts';
import { owner } from '../guard.ts';
import { AboutDisclosure } from '../input.ts';

export class RetractDisclosure extends AboutDisclosure {
  static readonly example = { reason: 'It no longer holds' };

  @IsOptional()
  @IsText(2000)
  reason?: string;
}

export const retractDisclosure = defineCommand<RetractDisclosure, DisclosureState, object>({
  input: RetractDisclosure,
  entity: Disclosure,
  summary:
    'Retract a disclosure: nobody else is shown it any more, of no moment; what was public stays in the book.',
  allow: owner,
  decide: (state, { reason }, { effectiveOn }) => {
    if (!state) return disclosureUnknown();
    if (state.retracted) return new Already();
    const refusal = refuseBefore(state.on, effectiveOn);
    if (refusal) return refusal;
    const said = { ...aboutDisclosure(state), ...(reason === undefined ? {} : { reason }) };
    const published = publishedStream(state.partnership, state.disclosure);
    return [
      DisclosureRetracted(said),
      ...(state.audience.public ? [PublishedDisclosureRetracted(said, published)] : []),
    ];
  },
});
