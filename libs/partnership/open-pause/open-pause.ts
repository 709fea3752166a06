import { IsOptional } from 'class-validator';
import { IsText } from '#vocabulary';
import { PauseOpened } from '../events.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../partnership.ts';

export class OpenPause extends AboutPartnership {
  static readonly example = { reason: 'Time to ask at home what each of us can bring' };

  @IsOptional()
  @IsText(2000)
  reason?: string;
}

export const openPause = definePartnershipCommand({
  input: OpenPause,
  summary: 'Open a pause: no agreement is formed until it is closed; joining, leaving and talking go on.',
  allow: participant,
  decide: ({ paused }, { partnership, reason }, { actor }) =>
    paused ? [] : [PauseOpened({ partnership, reason, openedBy: actor.organisation })],
});
