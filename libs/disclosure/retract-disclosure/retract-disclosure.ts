import { IsOptional } from 'class-validator';
import { Already, defineCommand } from '#kernel';
import { IsText } from '#vocabulary';
import { latest, refuseBefore } from '#partnership';
import {
  aboutDisclosure,
  Disclosure,
  disclosureUnknown,
  publishedStream,
  type DisclosureState,
} from '../disclosure.ts';
import { DisclosureRetracted, PublishedDisclosureRetracted } from '../events.ts';
import { numberedBy, owner, publishedReads, toldIn, type ToldToAll } from '../guard.ts';
import { AboutDisclosure } from '../input.ts';

export class RetractDisclosure extends AboutDisclosure {
  static readonly example = { reason: 'It no longer holds' };

  @IsOptional()
  @IsText(2000)
  reason?: string;
}

export const retractDisclosure = defineCommand<RetractDisclosure, DisclosureState, ToldToAll>({
  input: RetractDisclosure,
  entity: Disclosure,
  summary:
    'Retract a disclosure: nobody else is shown it any more, of no moment; what was public stays in the book. One that was told quietly first and to everybody then is retracted under both of its ids.',
  numberedBy,
  allow: owner,
  reads: publishedReads,
  decide: (state, { reason }, { effectiveOn, read }) => {
    const told = toldIn(state, read);
    if (!told) return disclosureUnknown();
    if (told.retracted) return new Already();
    const said = { ...aboutDisclosure(told), ...(reason === undefined ? {} : { reason }) };
    const published = publishedStream(told.partnership, told.disclosure);
    return (
      refuseBefore(latest([told.on, state?.on]), effectiveOn) ?? [
        // Older ones were told quietly and to everybody under one id.
        ...(state && !state.retracted ? [DisclosureRetracted(said)] : []),
        ...(read.published ? [PublishedDisclosureRetracted(said, published)] : []),
      ]
    );
  },
});
