import { defineCommand, refuse, relyOn, type Refusal } from '#kernel';
import { IsIdOf, IsText } from '#vocabulary';
import { DuplicateJoined, DuplicateKept } from '../duplicate.ts';
import { ENDINGS, OrganisationEnded } from '../endings.ts';
import { anOperator } from '../identifier.ts';
import { Organisation, organisationStream, type OrganisationState } from '../organisation.ts';
import { OrganisationMuted, relyOnVoice, voiceStream, type VoiceState } from '../voice.ts';

export class JoinDuplicate {
  static readonly example = {
    kept: 'org_01hzy3v7qk8m4n2p6r9s0t1v5w',
    reason: 'An importer listed it a second time, by its former name',
  };

  /** The duplicate. */
  @IsIdOf('org')
  organisation!: string;

  /** The listing of the same organisation that is kept. */
  @IsIdOf('org')
  kept!: string;

  /** How the operator knows. Everybody is shown it. */
  @IsText(2000)
  reason!: string;
}

interface Listings {
  readonly duplicate: OrganisationState;
  readonly kept: OrganisationState | undefined;
}

/** Joins lead one step: to a listing that is kept, and is no duplicate of another. */
function refuseListings({ duplicate, kept }: Listings, said: JoinDuplicate): Refusal | undefined {
  const field = 'kept';
  if (said.kept === said.organisation)
    return refuse('own-duplicate', 'A listing is no duplicate of itself: name the other one.', { field });
  if (!kept) return refuse('organisation-unknown', 'No such organisation is listed.', { field });
  const { joinedTo, keptFor = [] } = duplicate.duplicates ?? {};
  if (joinedTo !== undefined)
    return refuse('already-joined', `It was joined to ${joinedTo}: undo that first (UndoJoin).`, {
      organisation: joinedTo,
    });
  if (kept.duplicates?.joinedTo !== undefined)
    return refuse('kept-joined', `That one was itself joined to ${kept.duplicates.joinedTo}: name this.`, {
      field,
      organisation: kept.duplicates.joinedTo,
    });
  if (keptFor.length > 0)
    return refuse(
      'keeps-others',
      'Others were joined to it: undo that first (UndoJoin), and join them to the one that is kept.',
      { organisations: keptFor },
    );
  return undefined;
}

/** Where somebody acted as the duplicate, both listings have to have said so. */
function refuseUnconfirmed({ duplicate, kept }: Listings, said: JoinDuplicate): Refusal | undefined {
  const missing = [
    ...(duplicate.duplicates?.confirmed[said.kept] === said.kept ? [] : [said.organisation]),
    ...(kept?.duplicates?.confirmed[said.organisation] === said.kept ? [] : [said.kept]),
  ];
  return missing.length === 0
    ? undefined
    : refuse(
        'word-missing',
        'Somebody has acted as this listing: both have to say first that they are one, and that the other is kept (ConfirmDuplicate).',
        { organisations: missing },
      );
}

export const joinDuplicate = defineCommand<
  JoinDuplicate,
  OrganisationState,
  { kept: OrganisationState; voice: VoiceState }
>({
  input: JoinDuplicate,
  entity: Organisation,
  summary:
    'Join a listing to another of the same organisation: it points there, and no command is taken from it. What is recorded of either stays where it is.',
  allow: anOperator,
  reads: {
    kept: ({ kept }) => relyOn(Organisation, organisationStream(kept)),
    voice: relyOnVoice,
  },
  decide: (state, said, { read: { kept, voice } }) => {
    if (!state)
      return refuse('organisation-unknown', 'No such organisation is listed.', { field: 'organisation' });
    if (state.duplicates?.joinedTo === said.kept) return [];
    const listings = { duplicate: state, kept };
    const refusal =
      refuseListings(listings, said) ?? (voice?.acted ? refuseUnconfirmed(listings, said) : undefined);
    if (refusal) return refusal;
    const { organisation, reason } = said;
    return [
      DuplicateJoined({ organisation, kept: said.kept, reason }),
      DuplicateKept(
        { organisation: said.kept, duplicate: organisation, reason },
        organisationStream(said.kept),
      ),
      OrganisationMuted({ organisation, kept: said.kept }, voiceStream(organisation)),
      // Nobody waits for its word where it takes part.
      ...(voice?.acted && !state.ended ? [OrganisationEnded({ organisation, how: 'joined' }, ENDINGS)] : []),
    ];
  },
});
