import { IsOptional } from 'class-validator';
import { refuseEnded, relyOnEndings, type Endings } from '#organisation';
import { IsText } from '#vocabulary';
import { latest, refuseBefore } from '../entry.ts';
import { PauseOpened } from '../events.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../book-command.ts';

export class OpenPause extends AboutPartnership {
  static readonly example = { reason: 'Time to ask at home what each of us can bring' };

  @IsOptional()
  @IsText(2000)
  reason?: string;
}

export const openPause = definePartnershipCommand<OpenPause, { endings: Endings }>({
  input: OpenPause,
  summary: 'Open a pause: no agreement is formed until it is closed; joining, leaving and talking go on.',
  allow: participant,
  reads: { endings: relyOnEndings },
  decide: ({ pause, agreements }, { partnership, reason }, { actor, effectiveOn, read: { endings } }) => {
    if (pause.said) return [];
    const formed = [...agreements.values()].map(({ formedOn }) => formedOn);
    const early =
      refuseEnded(endings, actor.organisation) ?? refuseBefore(latest([pause.on, ...formed]), effectiveOn);
    return early ?? [PauseOpened({ partnership, reason, openedBy: actor.organisation })];
  },
});
