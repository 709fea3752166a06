import { IsText } from '#vocabulary';
import { ClaimDisputed } from '../events.ts';
import { Observe } from '../input.ts';
import { defineObservation } from '../observe.ts';

export class DisputeClaim extends Observe {
  static readonly example = {
    claim: { about: 'meeting', meeting: 'scoping-1' },
    text: 'We agreed to look into it, and to nothing more',
  };

  /** What is not so, and how it is known. */
  @IsText(4000)
  text!: string;
}

export const disputeClaim = defineObservation(
  DisputeClaim,
  "Say that another's claim is not so, and why. It changes nothing: both sides are shown, nobody judges.",
  ClaimDisputed,
);
