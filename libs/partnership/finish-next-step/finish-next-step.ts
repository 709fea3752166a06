import { IsOptional } from 'class-validator';
import { IsEntryId, IsText } from '#vocabulary';
import { endStep, NextStepFinished } from '../next-steps.ts';
import { AboutPartnership, definePartnershipCommand } from '../book-command.ts';
import { taker } from '../taker.ts';

export class FinishNextStep extends AboutPartnership {
  static readonly example = { step: 'map-1', note: 'Sent; twelve countries are covered' };

  @IsEntryId()
  step!: string;

  @IsOptional()
  @IsText(2000)
  note?: string;
}

export const finishNextStep = definePartnershipCommand({
  afterClosing: true,
  input: FinishNextStep,
  summary: 'Say that a step which your organisation took is done.',
  allow: taker,
  decide: (state, command, { actor: { organisation }, effectiveOn }) => {
    const { partnership, step, note } = command;
    const finished = NextStepFinished({ partnership, organisation, step, note });
    return endStep(state, finished, { command, effectiveOn });
  },
});
