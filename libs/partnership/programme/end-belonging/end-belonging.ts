import { IsOptional } from 'class-validator';
import { defineCommand, refuse } from '#kernel';
import { IsText } from '#vocabulary';
import { refuseBefore } from '../../entry.ts';
import { BelongingEnded } from '../belonging-events.ts';
import { itsOwner, OfBelonging } from '../owner.ts';
import { Belonging, type BelongingState } from '../programme.ts';

export class EndBelonging extends OfBelonging {
  static readonly example = { programme: 'prg_01hzy3v7qk8m4n2p6r9s0t1v5w', reason: 'The forum is over' };

  @IsOptional()
  @IsText(2000)
  reason?: string;
}

export const endBelonging = defineCommand<EndBelonging, BelongingState>({
  input: EndBelonging,
  entity: Belonging,
  own: ({ programme }) => ({ belonging: programme }),
  summary:
    'Have a partnership belong to your programme no more: its promises leave the sums from this day on.',
  allow: itsOwner,
  decide: (state, { partnership, programme, reason }, { actor: { organisation }, effectiveOn }) => {
    if (!state?.admitted) return refuse('not-admitted', 'It does not belong to this programme.');
    return (
      refuseBefore(state.on, effectiveOn) ?? [
        BelongingEnded({ partnership, programme, organisation, ...(reason === undefined ? {} : { reason }) }),
      ]
    );
  },
});
