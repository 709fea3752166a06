import { setImmediate as turn } from 'node:timers/promises';
import type { EventStore } from '#event-store';
import { Convoy, readOn } from './convoy.ts';
import type { Folding, Stores } from './folding.ts';

interface Following extends Stores {
  readonly events: EventStore;
  readonly signal: AbortSignal;
}

/**
 * Follows the log with all projections that have come to its end: one tail, and one transaction a page. A projection
 * that fails steps out of the convoy alone; one that comes up from behind reads up to where the convoy is, and joins it.
 */
export class Follower {
  private readonly convoy: Convoy;
  private readonly along = new Map<Folding, (why: Error | undefined) => void>();
  private joining: Folding[] = [];
  private interrupt = (): void => undefined;

  constructor(private readonly options: Following) {
    this.convoy = new Convoy(options, []);
    options.signal.addEventListener('abort', () => this.interrupt(), { once: true });
  }

  /** Where those that are along stand; undefined where there are none. */
  get position(): string | undefined {
    return this.convoy.position ?? this.joining[0]?.position;
  }

  /**
   * Takes a projection along, from near where the convoy is.
   *
   * @returns once it is along no more: why, or undefined at the end of all following
   */
  join(folding: Folding): Promise<Error | undefined> {
    const { promise, resolve } = Promise.withResolvers<Error | undefined>();
    if (this.options.signal.aborted) return Promise.resolve(undefined);
    this.along.set(folding, resolve);
    this.joining.push(folding);
    this.interrupt();
    return promise;
  }

  /** Runs until the signal aborts. */
  async run(): Promise<void> {
    const { signal } = this.options;
    while (!signal.aborted)
      try {
        await this.takeIn();
        if (this.convoy.position === undefined) await this.untilInterrupted();
        else await this.follow();
      } catch (error) {
        // A store does not answer. What was folded and not written is lost: all begin again at their checkpoints.
        for (const folding of this.along.keys())
          this.convoy.left.set(folding, error instanceof Error ? error : new Error(String(error)));
        this.joining = [];
        this.convoy.disband();
      } finally {
        this.tellWhoLeft();
      }
    for (const letGo of this.along.values()) letGo(undefined);
  }

  /** Brings those that join, and the convoy, to one place. */
  private async takeIn(): Promise<void> {
    const joining = this.joining.splice(0);
    const positions = [...joining, ...this.convoy.foldings].map(({ position }) => position);
    const upTo = positions.sort().at(-1);
    if (joining.length === 0 || upTo === undefined) return;
    const reading = { ...this.options, upTo };
    await readOn(this.convoy, reading);
    for (const folding of joining) {
      const alone = new Convoy(this.options, [folding]);
      await readOn(alone, reading);
      const why = alone.left.get(folding);
      if (why) this.convoy.left.set(folding, why);
      else this.convoy.add(folding);
    }
  }

  private async follow(): Promise<void> {
    const { events } = this.options;
    const { position: after = '', types } = this.convoy;
    for await (const page of events.subscribe({ after, types, signal: this.interruption() })) {
      await this.convoy.take(page, { write: true });
      this.tellWhoLeft();
      if (this.joining.length > 0 || this.convoy.position !== page.complete) return;
      await turn();
    }
  }

  private async untilInterrupted(): Promise<void> {
    const signal = this.interruption();
    if (signal.aborted) return;
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  }

  /** Aborts once somebody joins, and at the end. */
  private interruption(): AbortSignal {
    const interruption = new AbortController();
    this.interrupt = () => interruption.abort();
    if (this.options.signal.aborted || this.joining.length > 0) interruption.abort();
    return interruption.signal;
  }

  private tellWhoLeft(): void {
    for (const [folding, why] of this.convoy.left) {
      this.along.get(folding)?.(why);
      this.along.delete(folding);
    }
    this.convoy.left.clear();
  }
}
