import type { AnyCommand } from '#kernel';
import { corroborateClaim } from './corroborate-claim/corroborate-claim.ts';
import { disputeClaim } from './dispute-claim/dispute-claim.ts';
import { noteObservation } from './note-observation/note-observation.ts';
import { respondToObservation } from './respond-to-observation/respond-to-observation.ts';
import { withdrawObservation } from './withdraw-observation/withdraw-observation.ts';

export const observationCommands: readonly AnyCommand[] = [
  corroborateClaim,
  disputeClaim,
  noteObservation,
  respondToObservation,
  withdrawObservation,
];
export { CLAIMS, type Claim, type ClaimKind } from './claim.ts';
export * from './events.ts';
export { isObservation, Observation } from './observation.ts';
export * from './observations.ts';
export * from './observed.ts';
export * from './of-version.ts';
export type { ObservationDoc, Saying } from './sayings.ts';
