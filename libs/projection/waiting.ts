interface Waiter {
  readonly met: () => boolean | undefined;
  readonly answer: (met: boolean) => void;
}

/** Those who wait for something to become so: asked again at each change, and let go when their time is up. */
export class Waiting {
  private readonly waiters = new Set<Waiter>();
  private closed = false;

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

  /** Something changed. */
  changed(): void {
    for (const waiter of this.waiters) {
      const met = waiter.met();
      if (met !== undefined) waiter.answer(met);
    }
  }

  /** It will not become so any more. */
  close(): void {
    this.closed = true;
    for (const waiter of this.waiters) waiter.answer(false);
  }
}
