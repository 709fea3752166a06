import { IsOptional } from 'class-validator';
import { IsEntryId, IsLine, IsText, IsWebAddress } from '#vocabulary';
import { PracticeShared } from '../announcements.ts';
import { sameAgain } from '../entry.ts';
import { FromMeeting, refuseMeeting } from '../from-meeting.ts';
import { definePartnershipCommand, participant } from '../book-command.ts';

export class SharePractice extends FromMeeting {
  static readonly example = {
    practice: 'masts-1',
    title: 'Masts that two operators share',
    text: 'One builds, both use: half of the cost, and the same coverage',
    link: 'https://example.org/shared-masts',
  };

  @IsEntryId()
  practice!: string;

  @IsLine(300)
  title!: string;

  /** What was done, and what others can take over from it. */
  @IsText(20_000)
  text!: string;

  /** Where more of it can be read. */
  @IsOptional()
  @IsWebAddress()
  link?: string;
}

export const sharePractice = definePartnershipCommand({
  input: SharePractice,
  summary: 'Share a practice with everybody: a way of working that others can take over.',
  allow: participant,
  decide: (state, command, { actor: { organisation }, effectiveOn }) => {
    const { partnership, practice, title, text, link, meeting } = command;
    const shared = PracticeShared({ partnership, organisation, practice, title, text, link, meeting });
    return (
      sameAgain(state.practices.get(practice), shared, command, 'practice') ??
      refuseMeeting(state, command, effectiveOn) ?? [shared]
    );
  },
});
