import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as turn } from 'node:timers/promises';

/** So long, in milliseconds, a long loop holds the thread before whatever else waits has its turn. */
const SLICE = 4;

const stopping = new AsyncLocalStorage<AbortSignal>();

/**
 * Runs work whose loops, as many as keep to time slices, stop at the end of one once the signal aborts: nobody waits for
 * what they tell any more. It goes along with the work so that no reading on the way has to hand it on.
 */
export const stoppable = <A>(signal: AbortSignal, work: () => Promise<A>): Promise<A> =>
  stopping.run(signal, work);

/** Runs work that goes on for others, also where whoever began it is gone. */
export const unstoppable = <A>(work: () => Promise<A>): Promise<A> => stopping.exit(work);

/**
 * The time that one long loop may hold the thread for. The loop asks at each of its steps whether it is over; a step is short.
 *
 *     const slice = new TimeSlice();
 *     for (const one of many) {
 *       work(one);
 *       if (slice.isOver) await slice.yield();
 *     }
 */
export class TimeSlice {
  private since = performance.now();

  get isOver(): boolean {
    return performance.now() - this.since >= SLICE;
  }

  /**
   * Lets whatever else waits go first, and begins a new one.
   *
   * @throws AbortError nobody waits for this any more
   */
  async yield(): Promise<void> {
    await turn();
    stopping.getStore()?.throwIfAborted();
    this.since = performance.now();
  }
}
