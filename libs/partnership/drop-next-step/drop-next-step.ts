import { IsOptional } from 'class-validator';
import { IsEntryId, IsText } from '#vocabulary';
import { endStep, NextStepDropped } from '../next-steps.ts';
import { AboutPartnership, definePartnershipCommand } from '../book-command.ts';
import { taker } from '../taker.ts';

export class DropNextStep extends AboutPartnership {
  static readonly example = { step: 'map-1', reason: 'The ministries publish one of their own' };

  @IsEntryId()
  step!: string;

  @IsOptional()
  @IsText(2000)
  reason?: string;
}

export const dropNextStep = definePartnershipCommand({
  afterClosing: true,
  input: DropNextStep,
  summary: 'Drop a step which your organisation took; nobody has to say why.',
  allow: taker,
  decide: (state, command, { actor: { organisation }, effectiveOn }) => {
    const { partnership, step, reason } = command;
    const dropped = NextStepDropped({ partnership, organisation, step, reason });
    return endStep(state, dropped, { command, effectiveOn });
  },
});
