import { refuse } from '#kernel';
import { refuseBefore } from '../entry.ts';
import { PauseClosed } from '../events.ts';
import { AboutPartnership, definePartnershipCommand, participant } from '../book-command.ts';

export class ClosePause extends AboutPartnership {
  static readonly example = {};
}

export const closePause = definePartnershipCommand({
  input: ClosePause,
  summary: 'Close the pause: agreements can be formed again.',
  allow: participant,
  decide: ({ pause: { said: paused, on } }, { partnership }, { actor, effectiveOn }) =>
    paused
      ? (refuseBefore(on, effectiveOn) ?? [PauseClosed({ partnership, closedBy: actor.organisation })])
      : refuse('no-open-pause', 'No pause is open: open one with OpenPause, or go on without.'),
});
