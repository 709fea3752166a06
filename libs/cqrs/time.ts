/** How time goes by for commands that wait for each other; a test has one of its own. */
export interface Time {
  /** In milliseconds, of a clock that is never set. */
  now(): number;
  /** Calls once so many milliseconds are over; what it answers forgets about it. */
  after(milliseconds: number, call: () => void): () => void;
  /** At random, at least 0 and less than 1. */
  chance(): number;
}

export const systemTime: Time = {
  now: () => performance.now(),
  after: (milliseconds, call) => {
    const timer = setTimeout(call, milliseconds);
    return () => clearTimeout(timer);
  },
  chance: () => Math.random(),
};

/** What was waited for did not come in time. */
export class TooLate extends Error {}
