import type { CommitmentState } from './commitment.ts';

export const STATUSES = [
  'open',
  'suspended',
  'fulfilled',
  'withdrawn',
  'superseded',
  'rejected',
  'removed',
  'expired',
  'cancelled',
  'closed',
  'recorded-fulfilled',
] as const;
export type Status = (typeof STATUSES)[number];
/** A promise that was kept, as its owner says, or as a source says of it. */
export const KEPT = ['fulfilled', 'recorded-fulfilled'] as const satisfies readonly Status[];
/** A promise that goes on or was kept: what was withdrawn, superseded, rejected or ended in its source does not stand. */
export const STANDS = ['open', 'suspended', ...KEPT] as const satisfies readonly Status[];
/** A promise that stands no more: nobody says whether it was kept. */
export const ENDED = [
  'withdrawn',
  'superseded',
  'rejected',
  'removed',
  'expired',
  'cancelled',
  'closed',
] as const satisfies readonly Status[];
export const stands = (status: Status): boolean => STANDS.some((one) => one === status);
/** A promise that goes on: suspending it stops no clock. */
export const GOES_ON = ['open', 'suspended'] as const satisfies readonly Status[];
export const isKept = (status: Status): boolean => KEPT.some((one) => one === status);
export const goesOn = (status: Status): boolean => GOES_ON.some((one) => one === status);

export function statusOn({ ended, resumedBy, suspensions }: CommitmentState, date: string): Status {
  if (ended && (ended.on <= date || resumedBy !== undefined)) return ended.how;
  return suspensions.findLast(({ on }) => on <= date)?.value ? 'suspended' : 'open';
}

export const promiseOn = ({ firmOn }: CommitmentState, date: string): 'pledge' | 'commitment' =>
  firmOn !== undefined && firmOn <= date ? 'commitment' : 'pledge';

/** Whether it is its owner's own word by this day. */
export const isOwnOn = ({ attributed, confirmedOn }: CommitmentState, date: string): boolean =>
  !attributed || (confirmedOn !== undefined && confirmedOn <= date);

export const voiceOn = (state: CommitmentState, date: string): 'self-reported' | 'attributed' =>
  isOwnOn(state, date) ? 'self-reported' : 'attributed';
