interface Waiter {
  readonly met: () => boolean | undefined;
  readonly answer: (met: boolean) => void;
}

/** Those who wait for something to become so: asked again at each change, and let go when their time is up. */
export class Waiting {
  private readonly waiters = new Set<Waiter>();

  /**
   * @param met whether it is so; undefined: not yet
   * @returns false also where the time was up
   */
  until(met: () => boolean | undefined, withinMs: number): Promise<boolean> {
    const now = met();
    if (now !== undefined || withinMs <= 0) return Promise.resolve(now ?? false);
    return new Promise((resolve) => {
      const waiter: Waiter = {
        met,
        answer: (met) => {
          clearTimeout(timer);
          this.waiters.delete(waiter);
          resolve(met);
        },
      };
      const timer = setTimeout(() => waiter.answer(false), withinMs);
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
    for (const waiter of this.waiters) waiter.answer(false);
  }
}
