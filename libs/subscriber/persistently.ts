import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds until it is tried again: doubled each time, up to the longest. */
const [FIRST, LONGEST] = [250, 30_000];

/** The other side is away, or asks to come again later. */
export class Interrupted extends Error {
  /** @param afterMs when it asked to come again */
  constructor(
    message: string,
    readonly afterMs?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Does something again and again until it is aborted. Where it is interrupted it waits first, each time longer, by a chance
 * of its own, so that not all come again at once.
 *
 * @param step calls `progressed` when the other side answers
 * @throws whatever `step` throws but for Interrupted
 */
export async function persistently(
  signal: AbortSignal,
  step: (progressed: () => void) => Promise<void>,
): Promise<void> {
  let wait = FIRST;
  const progressed = () => void (wait = FIRST);
  while (!signal.aborted)
    try {
      await step(progressed);
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      if (signal.aborted) return;
      const ms = error.afterMs ?? wait * (0.5 + Math.random() / 2);
      await pause(ms, undefined, { signal }).catch(() => undefined);
      wait = Math.min(wait * 2, LONGEST);
    }
}
