import { IsEntryId, IsText } from '#vocabulary';
import { DecisionAnnounced } from '../announcements.ts';
import { sameAgain } from '../entry.ts';
import { FromMeeting, refuseMeeting } from '../from-meeting.ts';
import { definePartnershipCommand, participant } from '../book-command.ts';

export class AnnounceDecision extends FromMeeting {
  static readonly example = {
    decision: 'pilot-1',
    text: 'Colombia is where we begin: 40 schools, by the summer of 2021',
  };

  @IsEntryId()
  decision!: string;

  @IsText(5000)
  text!: string;
}

export const announceDecision = definePartnershipCommand({
  input: AnnounceDecision,
  summary: 'Announce a decision to everybody.',
  allow: participant,
  decide: (state, command, { actor: { organisation }, effectiveOn }) => {
    const { partnership, decision, text, meeting } = command;
    const announced = DecisionAnnounced({ partnership, organisation, decision, text, meeting });
    return (
      sameAgain(state.decisions.get(decision), announced, command, 'decision') ??
      refuseMeeting(state, command, effectiveOn) ?? [announced]
    );
  },
});
