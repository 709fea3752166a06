import { IsIdOf } from '#vocabulary';
import { defineAllow, refuse } from '#kernel';
import { AboutPartnership } from '../book-command.ts';
import { programmeUnknown, relyOnProgramme, type BelongingState, type ProgrammeState } from './programme.ts';

/** What the owner of a programme says of a partnership. */
export class OfBelonging extends AboutPartnership {
  @IsIdOf('prg')
  programme!: string;
}

export const programmeRead = ({ programme }: OfBelonging) => relyOnProgramme(programme);
/** It needs to take no part in the partnership. */
export const itsOwner = defineAllow<OfBelonging, BelongingState, { programme: ProgrammeState }>({
  label: 'the organisation that owns the programme',
  reads: { programme: programmeRead as never },
  refuse: ({ actor, read: { programme } }) => {
    if (!programme) return programmeUnknown();
    return programme.owner === actor.organisation
      ? undefined
      : refuse('not-your-programme', 'Only its owner says which partnerships belong to a programme.', {
          organisation: programme.owner,
        });
  },
});
