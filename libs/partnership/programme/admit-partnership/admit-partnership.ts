import { defineCommand, refuse, relyOn } from '#kernel';
import { latest, refuseBefore } from '../../entry.ts';
import { Partnership, partnershipStream, type PartnershipState } from '../../partnership.ts';
import { partnershipUnknown } from '../../book-command.ts';
import { PartnershipAdmitted } from '../belonging-events.ts';
import { itsOwner, OfBelonging, programmeRead } from '../owner.ts';
import {
  Belonging,
  isSameName,
  programmeUnknown,
  type BelongingState,
  type ProgrammeState,
} from '../programme.ts';

export class AdmitPartnership extends OfBelonging {
  static readonly example = { programme: 'prg_01hzy3v7qk8m4n2p6r9s0t1v5w' };
}

/** By what a partnership asks to belong to a programme, and since when; undefined: it does not. A label asks by its words. */
function askOf({ asks, programme: label, on }: PartnershipState, id: string, { name }: ProgrammeState) {
  if (asks) return asks.said.programme === id ? { asked: asks.said.by, on: asks.on } : undefined;
  return label !== undefined && isSameName(label, name) ? { asked: 'convening', on } : undefined;
}

export const admitPartnership = defineCommand<
  AdmitPartnership,
  BelongingState,
  { programme: ProgrammeState; book: PartnershipState }
>({
  input: AdmitPartnership,
  entity: Belonging,
  own: ({ programme }) => ({ belonging: programme }),
  summary:
    'Have a partnership that asks belong to your programme: its promises count in the sums of the programme from this day on.',
  allow: itsOwner,
  reads: {
    programme: programmeRead as never,
    book: ({ partnership }) => relyOn(Partnership, partnershipStream(partnership)),
  },
  decide: (state, { partnership, programme }, { actor: { organisation }, effectiveOn, read }) => {
    if (!read.programme) return programmeUnknown();
    if (!read.book) return partnershipUnknown();
    const ask = askOf(read.book, programme, read.programme);
    if (!ask)
      return refuse(
        'not-asked',
        'The partnership does not ask to belong to it: it does so when it is convened ("asks"), or by consent (Propose, "belonging").',
      );
    if (state?.admitted && state.asked === ask.asked) return [];
    return (
      refuseBefore(latest([ask.on, state?.on]), effectiveOn) ?? [
        PartnershipAdmitted({ partnership, programme, organisation, asked: ask.asked }),
      ]
    );
  },
});
