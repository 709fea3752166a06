import { TimeSlice, unstoppable } from './time-slice.ts';

interface Waiter {
  readonly met: () => boolean | undefined;
  readonly answer: (met: boolean) => void;
}

/** So many are answered before others have their turn: whoever is answered goes on, and all of them may have much to do. */
const AT_ONCE = 20;

/** Those who wait for something to become so: asked again at each change, and let go when their time is up. */
export class Waiting {
  private readonly waiters = new Set<Waiter>();
  private closed = false;
  private changes = 0;

  /**
   * @param met whether it is so; undefined: not yet
   * @param options.signal aborted when nobody waits for it any more
   * @returns false also where the time was up
   */
  until(
    met: () => boolean | undefined,
    { withinMs, signal }: { withinMs: number; signal?: AbortSignal | undefined },
  ): Promise<boolean> {
    if (this.closed || signal?.aborted) return Promise.resolve(false);
    const now = met();
    if (now !== undefined || withinMs <= 0) return Promise.resolve(now ?? false);
    return new Promise((resolve) => {
      const giveUp = () => waiter.answer(false);
      const waiter: Waiter = {
        met,
        answer: (met) => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', giveUp);
          this.waiters.delete(waiter);
          resolve(met);
        },
      };
      const timer = setTimeout(giveUp, withinMs);
      signal?.addEventListener('abort', giveUp, { once: true });
      this.waiters.add(waiter);
    });
  }

  /** Something changed: those for whom it is so now are answered, a few at a time. */
  changed(): void {
    if (this.changes++ === 0) void unstoppable(() => this.answerAll());
  }

  private async answerAll(): Promise<void> {
    const slice = new TimeSlice();
    for (let seen = 0, answered = 0; seen < this.changes;) {
      seen = this.changes;
      for (const waiter of this.waiters) {
        const met = waiter.met();
        if (met !== undefined) waiter.answer(met);
        if ((met !== undefined && ++answered % AT_ONCE === 0) || slice.isOver) await slice.yield();
      }
    }
    this.changes = 0;
  }

  /** It will not become so any more. */
  close(): void {
    this.closed = true;
    for (const waiter of this.waiters) waiter.answer(false);
  }
}
