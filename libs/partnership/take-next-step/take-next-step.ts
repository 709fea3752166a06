import { IsDay, IsEntryId, IsText } from '#vocabulary';
import { sameAgain } from '../entry.ts';
import { FromMeeting, refuseMeeting } from '../from-meeting.ts';
import { NextStepTaken } from '../next-steps.ts';
import { definePartnershipCommand, participant } from '../book-command.ts';

export class TakeNextStep extends FromMeeting {
  static readonly example = {
    step: 'map-1',
    text: 'Send everybody the map of schools without a connection',
    due: '2020-10-31',
  };

  @IsEntryId()
  step!: string;

  /** What your organisation does next. */
  @IsText(2000)
  text!: string;

  /** By when; that it is overdue is derived, never recorded. */
  @IsDay()
  due!: string;
}

export const takeNextStep = definePartnershipCommand({
  input: TakeNextStep,
  summary: 'Take a next step: what your organisation does, and by when.',
  allow: participant,
  decide: (state, command, { actor: { organisation }, effectiveOn }) => {
    const { partnership, step, text, due, meeting } = command;
    const taken = NextStepTaken({ partnership, organisation, step, text, due, meeting });
    return (
      sameAgain(state.nextSteps.get(step), taken, command, 'step') ??
      refuseMeeting(state, command, effectiveOn) ?? [taken]
    );
  },
});
