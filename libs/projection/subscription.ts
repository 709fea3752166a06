import { setImmediate as turn } from 'node:timers/promises';
import type { AnyProjection } from '#kernel';
import type { EventStore } from '#event-store';
import { ProjectionStopped } from './as-of.ts';
import { build, type Progress } from './build.ts';
import { Convoy, readOn, WentBack } from './convoy.ts';
import type { Follower } from './follower.ts';
import { Folding } from './folding.ts';
import { stoppedAt } from './set-aside.ts';
import { Overtaken, type Generation, type ViewStore } from './view-store.ts';

/** How long to leave a store alone that did not answer: doubled each time. */
const PAUSE = 100;
const LONGEST_PAUSE = 5_000;
/** How often a stopped projection looks whether an operator, in whatever process, said to go on. */
const LOOK = 1_000;

export interface SubscriptionOptions {
  readonly events: EventStore;
  readonly views: ViewStore;
  readonly signal: AbortSignal;
  readonly follower: Follower;
  /** Told once of each trouble. */
  readonly noted: Noted;
}
/** Hears what keeps a projection from the stores. */
export type Noted = (sentence: string, error: unknown) => void;

/** The catch-up subscription of one projection: it builds a new version where there is one, catches up, and then goes with the others. */
export class Subscription {
  private trouble: string | undefined;
  private building: Promise<void> | undefined;
  private pause = PAUSE;
  private readonly settling = Promise.withResolvers<void>();

  constructor(
    readonly projection: AnyProjection,
    private readonly options: SubscriptionOptions,
  ) {}

  /** Resolves once it goes with the others, or it has turned out that it does not yet. */
  get settled(): Promise<void> {
    return this.settling.promise;
  }

  /**
   * Runs until the signal aborts.
   *
   * @param built resolves once what is built together with others has been
   */
  async run(built: Promise<unknown>): Promise<void> {
    const { signal } = this.options;
    while (!signal.aborted)
      try {
        await this.step(built);
        this.pause = PAUSE;
      } catch (error) {
        if (signal.aborted) break;
        if (error instanceof Overtaken || error instanceof WentBack) await turn();
        else await this.recover(error);
      }
    this.settling.resolve();
  }

  /** Builds the documents anew beside those served, or goes on with it, and then serves them. */
  async rebuild(
    options: { signal?: AbortSignal; onProgress?: (progress: Progress) => void } = {},
  ): Promise<void> {
    await this.idle();
    const { events, views, signal: closing } = this.options;
    const signal = options.signal ? AbortSignal.any([options.signal, closing]) : closing;
    this.building = build([this.projection], { ...options, events, views, signal });
    try {
      await this.building;
    } finally {
      this.building = undefined;
    }
  }

  /** Resolves once no build is under way. */
  async idle(): Promise<void> {
    while (this.building) await this.building.catch(() => undefined);
  }

  private async step(built: Promise<unknown>): Promise<void> {
    const { events, views } = this.options;
    let active = await views.active(this.projection.name);
    if (active?.version !== this.projection.version) {
      this.settling.resolve();
      await built;
      await this.idle();
      active = await views.active(this.projection.name);
    }
    if (active?.version !== this.projection.version) await this.rebuild();
    else if (await stoppedAt(events, this.projection, active)) await this.untilRetried();
    else await this.follow(active);
  }

  private async follow(generation: Generation): Promise<void> {
    const { follower, events, signal } = this.options;
    const folding = await Folding.open(this.options, this.projection, generation);
    this.trouble = undefined;
    const isBehind = follower.position !== undefined && folding.position < follower.position;
    const why = isBehind ? await this.catchUp(folding) : undefined;
    if (why) throw why;
    const along = follower.join(folding);
    this.settling.resolve();
    const left = await along;
    if (left instanceof WentBack) {
      // Alone, each event is looked at; the one at fault stops it.
      const again = new Convoy(this.options, [folding]);
      await readOn(again, { events, signal });
      const stopped = again.left.get(folding);
      if (stopped) throw stopped;
    } else if (left) throw left;
  }

  private async catchUp(folding: Folding): Promise<Error | undefined> {
    const alone = new Convoy(this.options, [folding]);
    await readOn(alone, this.options);
    return alone.left.get(folding);
  }

  private async recover(error: unknown): Promise<void> {
    this.settling.resolve();
    // What it stopped at is stored, and the next step finds it there.
    if (error instanceof ProjectionStopped) return;
    const before = this.trouble;
    this.trouble = error instanceof Error ? error.message : String(error);
    if (this.trouble !== before)
      this.options.noted(`the view ${this.projection.name} waits: ${this.trouble}`, error);
    await this.sleep(this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }

  /** Until an operator says to go on, or a while has passed. */
  private async untilRetried(): Promise<void> {
    this.settling.resolve();
    const { views, events } = this.options;
    for (let isStopped = true; isStopped && !this.options.signal.aborted;) {
      const { count } = views.changes;
      const active = await views.active(this.projection.name);
      isStopped = active !== undefined && (await stoppedAt(events, this.projection, active)) !== undefined;
      if (isStopped)
        await views.changes.after(count, AbortSignal.any([this.options.signal, AbortSignal.timeout(LOOK)]));
    }
  }

  private async sleep(milliseconds: number): Promise<void> {
    const { signal } = this.options;
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds).unref();
      signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
    });
  }
}
