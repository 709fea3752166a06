import type { Answer } from './webhook.ts';

const [MINUTE, HOUR] = [60, 3_600];
/**
 * How long after each failed attempt the next one comes, in seconds, as Standard Webhooks suggests it: after the tenth
 * attempt, some three days later, its source is parked.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const SCHEDULE: readonly number[] = [
  5,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
/** Up to so much longer, so that what failed at once is not tried again at once. */
const JITTER = 0.2;
/** As long as a target may ask to be left alone, in seconds. */
const LONGEST = 24 * HOUR;

export interface Backoff {
  readonly schedule: readonly number[];
  /** 0 to 1. */
  readonly random: () => number;
}

/**
 * How long to wait after a failed attempt, in milliseconds.
 *
 * @param attempts how many there were, this one included
 * @returns undefined: there is no other, and its source is parked
 */
export function delayAfter(
  attempts: number,
  { retryAfter = 0 }: Pick<Answer, 'retryAfter'>,
  { schedule, random }: Backoff,
): number | undefined {
  const seconds = schedule[attempts - 1];
  if (seconds === undefined) return undefined;
  return Math.round(Math.max(seconds * (1 + JITTER * random()), Math.min(retryAfter, LONGEST)) * 1_000);
}
