import { IsIn, IsOptional } from 'class-validator';
import { refuse } from '#kernel';
import { IsDay, IsEntryId, IsText } from '#vocabulary';
import { ProposalMade, SUBJECTS, type Subject } from '../consent.ts';
import { sameAgain } from '../entry.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../partnership.ts';

export class Propose extends AboutPartnership {
  static readonly example = {
    proposal: 'goal-1',
    subject: 'goal',
    text: 'Improve digital connection world-wide, together and with other willing partners',
  };

  /** A new text is a new proposal: choose a new id. */
  @IsEntryId()
  proposal!: string;

  @IsIn(Object.keys(SUBJECTS))
  subject!: Subject;

  /** What is adopted if nobody objects: the goal; or, for closing, how the partnership ends. */
  @IsText(5000)
  text!: string;

  /** Who has not answered by the end of this day (UTC) stands aside. */
  @IsOptional()
  @IsDay()
  answerBy?: string;
}

export const propose = definePartnershipCommand({
  input: Propose,
  summary: 'Propose something for the whole partnership to consent to; the proposer consents like everybody.',
  allow: participant,
  decide: ({ proposals }, command, { actor, today }) => {
    const { partnership, proposal, subject, text, answerBy } = command;
    const made = ProposalMade({
      partnership,
      proposal,
      subject,
      text,
      answerBy,
      proposedBy: actor.organisation,
    });
    const again = sameAgain(proposals.get(proposal), made, command);
    if (again) return again;
    if (answerBy !== undefined && answerBy < today)
      return refuse('answer-by-passed', 'Leave everybody time to answer: name today or a later day.', {
        field: 'answerBy',
      });
    return [made];
  },
});
