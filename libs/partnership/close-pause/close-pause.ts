import { refuse } from '#kernel';
import { PauseClosed } from '../events.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../partnership.ts';

export class ClosePause extends AboutPartnership {
  static readonly example = {};
}

export const closePause = definePartnershipCommand({
  input: ClosePause,
  summary: 'Close the pause: agreements can be formed again.',
  allow: participant,
  decide: ({ paused }, { partnership }, { actor }) =>
    paused
      ? [PauseClosed({ partnership, closedBy: actor.organisation })]
      : refuse('no-open-pause', 'No pause is open: open one with OpenPause, or go on without.'),
});
