import { IsOptional } from 'class-validator';
import { IsEntryId, IsIdOf, IsText } from '#vocabulary';
import { sameAgain } from '../entry.ts';
import { MissingVoiceFlagged } from '../missing-voices.ts';
import {
  AboutPartnership,
  definePartnershipCommand,
  organisationUnknown,
  participant,
  relyOnListed,
} from '../book-command.ts';

export class FlagMissingVoice extends AboutPartnership {
  static readonly example = {
    voice: 'teachers-1',
    who: 'Teachers in rural schools',
    why: 'They know when a connection is of use, and nobody here speaks for them',
  };

  @IsEntryId()
  voice!: string;

  /** Who is not in the room, in words. */
  @IsText(500)
  who!: string;

  /** Why it matters. */
  @IsText(2000)
  why!: string;

  /** Which organisation is meant, if it is one that is listed. */
  @IsOptional()
  @IsIdOf('org')
  organisation?: string;
}

export const flagMissingVoice = definePartnershipCommand({
  input: FlagMissingVoice,
  summary: 'Say who is not in the room, and why it matters; it stays open until somebody answers.',
  allow: participant,
  reads: {
    organisation: ({ organisation }) =>
      organisation === undefined ? undefined : relyOnListed({ organisation }),
  },
  decide: ({ missingVoices }, command, { actor, read }) => {
    const { partnership, voice, who, why, organisation } = command;
    const flagged = MissingVoiceFlagged({
      partnership,
      voice,
      who,
      why,
      organisation,
      flaggedBy: actor.organisation,
    });
    const again = sameAgain(missingVoices.get(voice), flagged, command, 'voice');
    if (again) return again;
    return organisation !== undefined && !read.organisation ? organisationUnknown() : [flagged];
  },
});
