import { defineCommand, refuse } from '#kernel';
import { IsIdOf, IsText } from '#vocabulary';
import { DuplicateParted, DuplicateReleased } from '../duplicate.ts';
import { ENDINGS, OrganisationGoesOn } from '../endings.ts';
import { anOperator } from '../identifier.ts';
import { Organisation, organisationStream, type OrganisationState } from '../organisation.ts';
import { OrganisationUnmuted, relyOnVoice, voiceStream, type VoiceState } from '../voice.ts';

export class UndoJoin {
  static readonly example = { reason: 'They are two organisations: the register has both' };

  /** The one that was joined to another as a duplicate of it. */
  @IsIdOf('org')
  organisation!: string;

  /** How the operator knows. Everybody is shown it. */
  @IsText(2000)
  reason!: string;
}

export const undoJoin = defineCommand<UndoJoin, OrganisationState, { voice: VoiceState }>({
  input: UndoJoin,
  entity: Organisation,
  summary: 'Undo that a listing was joined to another: it speaks for itself again.',
  allow: anOperator,
  reads: { voice: relyOnVoice },
  decide: (state, { organisation, reason }, { read: { voice } }) => {
    if (!state)
      return refuse('organisation-unknown', 'No such organisation is listed.', { field: 'organisation' });
    const kept = state.duplicates?.joinedTo;
    if (kept === undefined) return refuse('not-joined', 'This listing was joined to no other.');
    return [
      DuplicateParted({ organisation, kept, reason }),
      DuplicateReleased({ organisation: kept, duplicate: organisation, reason }, organisationStream(kept)),
      OrganisationUnmuted({ organisation }, voiceStream(organisation)),
      ...(voice?.acted && !state.ended ? [OrganisationGoesOn({ organisation }, ENDINGS)] : []),
    ];
  },
});
