import { refuse, type Refusal } from '#kernel';
import type { DisclosureState } from './disclosure.ts';

/** What was retracted is said no more; only its owner gets as far as to be told. */
export const refuseRetracted = ({ retracted }: DisclosureState): Refusal | undefined =>
  retracted
    ? refuse('disclosure-retracted', 'You have retracted it: disclose anew what you want to share again.')
    : undefined;
