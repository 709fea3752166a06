import { IsOptional } from 'class-validator';
import { defineCommand, refuse, same } from '#kernel';
import { IsIdOf, IsText } from '#vocabulary';
import { refuseBefore } from '#partnership';
import {
  aboutDisclosure,
  Disclosure,
  disclosureUnknown,
  publishedStream,
  type DisclosureState,
} from '../disclosure.ts';
import { DisclosureSuperseded, PublishedDisclosureSuperseded } from '../events.ts';
import { numberedBy, ownerSpeaking, publishedReads, toldIn, type ToldToAll } from '../guard.ts';
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

export const supersedeDisclosure = defineCommand<SupersedeDisclosure, DisclosureState, Borne & ToldToAll>({
  input: SupersedeDisclosure,
  entity: Disclosure,
  summary: 'Say a disclosure anew, to the same audience; what was said before stays in its history.',
  numberedBy,
  allow: ownerSpeaking,
  reads: { ...bearingReads, ...publishedReads },
  decide: (state, { text, bearsOn, reason }, { effectiveOn, read }) => {
    const told = toldIn(state, read);
    if (!told) return disclosureUnknown();
    const bearing = bearsOn ? bearingsOf(bearsOn) : told.bearsOn;
    if (text === told.text && same(bearing, told.bearsOn)) return [];
    const refusal =
      refuseRetracted(told) ??
      refusePublished(told) ??
      refuseBearing(bearsOn, read) ??
      refuseBefore(told.on, effectiveOn);
    if (refusal) return refusal;
    const said = {
      ...aboutDisclosure(told),
      text,
      bearsOn: bearing,
      ...(reason === undefined ? {} : { reason }),
    };
    return [
      told.audience.public
        ? PublishedDisclosureSuperseded(said, publishedStream(told.partnership, told.disclosure))
        : DisclosureSuperseded(said),
    ];
  },
});

/** What everybody hears is said anew to everybody: else the quiet words and the public ones went apart. */
const refusePublished = ({ published }: DisclosureState) =>
  published === undefined
    ? undefined
    : refuse(
        'disclosure-published',
        `You have told it to everybody since: say it anew there, as ${published}.`,
        {
          field: 'disclosure',
          published,
        },
      );
