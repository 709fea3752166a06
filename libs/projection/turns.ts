import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as turn } from 'node:timers/promises';

/** So long, in milliseconds, a long loop holds the thread before whatever else waits has its turn. */
const SLICE = 4;

const stopping = new AsyncLocalStorage<AbortSignal>();

/**
 * Runs work whose loops, as many as give turns in it, stop at their next turn once the signal aborts: nobody waits for
 * what they tell any more. It goes along with the work so that no reading on the way has to hand it on.
 */
export const stoppable = <A>(signal: AbortSignal, work: () => Promise<A>): Promise<A> =>
  stopping.run(signal, work);

/** Runs work that goes on for others, also where whoever began it is gone. */
export const unstoppable = <A>(work: () => Promise<A>): Promise<A> => stopping.exit(work);

/**
 * The turns of one long loop. It asks at each of its steps whether a turn is due, and gives it; a step is short.
 *
 *     const turns = new Turns();
 *     for (const one of many) {
 *       work(one);
 *       if (turns.due) await turns.give();
 *     }
 */
export class Turns {
  private since = performance.now();

  get due(): boolean {
    return performance.now() - this.since >= SLICE;
  }

  /**
   * Lets others have their turn.
   *
   * @throws AbortError nobody waits for this any more
   */
  async give(): Promise<void> {
    await turn();
    stopping.getStore()?.throwIfAborted();
    this.since = performance.now();
  }
}
