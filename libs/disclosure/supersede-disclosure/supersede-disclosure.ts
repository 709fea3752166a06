import { IsOptional } from 'class-validator';
import { defineCommand, same } from '#kernel';
import { IsIdOf, IsText } from '#vocabulary';
import { refuseBefore } from '../../partnership/entry.ts';
import {
  aboutDisclosure,
  Disclosure,
  disclosureUnknown,
  publishedStream,
  type DisclosureState,
} from '../disclosure.ts';
import { DisclosureSuperseded, PublishedDisclosureSuperseded } from '../events.ts';
import { ownerSpeaking } from '../guard.ts';
import { bearingReads, bearingsOf, refuseBearing, Saying, type Borne } from '../input.ts';
import { refuseRetracted } from '../retracted.ts';

export class SupersedeDisclosure extends Saying {
  static readonly example = { text: 'The licence came: we build from June on', reason: 'It was granted' };

  @IsIdOf('dsc')
  disclosure!: string;

  @IsOptional()
  @IsText(2000)
  reason?: string;
}

export const supersedeDisclosure = defineCommand<SupersedeDisclosure, DisclosureState, Borne>({
  input: SupersedeDisclosure,
  entity: Disclosure,
  summary: 'Say a disclosure anew, to the same audience; what was said before stays in its history.',
  allow: ownerSpeaking,
  reads: bearingReads,
  decide: (state, { text, bearsOn, reason }, { effectiveOn, read }) => {
    if (!state) return disclosureUnknown();
    const bearing = bearsOn ? bearingsOf(bearsOn) : state.bearsOn;
    if (text === state.text && same(bearing, state.bearsOn)) return [];
    const refusal =
      refuseRetracted(state) ?? refuseBearing(bearsOn, read) ?? refuseBefore(state.on, effectiveOn);
    if (refusal) return refusal;
    const said = {
      ...aboutDisclosure(state),
      text,
      bearsOn: bearing,
      ...(reason === undefined ? {} : { reason }),
    };
    const published = publishedStream(state.partnership, state.disclosure);
    return [
      DisclosureSuperseded(said),
      ...(state.audience.public ? [PublishedDisclosureSuperseded(said, published)] : []),
    ];
  },
});
