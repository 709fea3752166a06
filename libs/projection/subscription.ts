import { setImmediate as turn } from 'node:timers/promises';
import type { AnyProjection } from '#kernel';
import type { EventStore } from '#event-store';
import { ProjectionStopped } from './as-of.ts';
import { build } from './build.ts';
import { Convoy, readOn, WentBack } from './convoy.ts';
import type { Follower } from './follower.ts';
import { Folding } from './folding.ts';
import { stoppedAt } from './set-aside.ts';
import { Overtaken, type Generation, type ViewStore } from './view-store.ts';

/** How long to leave a store alone that did not answer: doubled each time. */
const PAUSE = 100;
const LONGEST_PAUSE = 5_000;
/** How often a projection that stopped, or is left to others, looks whether it may go on. */
const LOOK = 1_000;

export interface SubscriptionOptions {
  readonly events: EventStore;
  readonly views: ViewStore;
  readonly signal: AbortSignal;
  readonly follower: Follower;
  /** Whether a projection whose documents are not of its version is left to others, who have a newer one. */
  readonly isLeft?: ((projection: AnyProjection) => Promise<boolean>) | undefined;
  /** Told once of each trouble. */
  readonly noted: Noted;
}
/** Hears what keeps a projection from the stores. */
export type Noted = (sentence: string, error: unknown) => void;

/** The catch-up subscription of one projection: it builds a new version where there is one, catches up, and then goes with the others. */
export class Subscription {
  private trouble: string | undefined;
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

  private async step(built: Promise<unknown>): Promise<void> {
    let own = await this.own();
    if (!own?.isServed) {
      this.settling.resolve();
      await built;
      own = await this.own();
    }
    const { events, views, signal, isLeft } = this.options;
    if (!own && (await isLeft?.(this.projection))) await this.sleep(LOOK);
    else if (own && (await stoppedAt(events, this.projection, own.generation))) await this.untilRetried();
    else if (own?.isServed) await this.follow(own.generation);
    else await build([this.projection], { events, views, signal });
  }

  /** The documents of this version, whether they are served or still being built; undefined where nobody began. */
  private async own(): Promise<{ generation: Generation; isServed: boolean } | undefined> {
    const { name, version } = this.projection;
    const active = await this.options.views.active(name);
    if (active?.version === version) return { generation: active, isServed: true };
    const building = await this.options.views.building(name);
    return building?.version === version ? { generation: building, isServed: false } : undefined;
  }

  private async follow(generation: Generation): Promise<void> {
    const { follower } = this.options;
    const folding = await Folding.open(this.options, this.projection, generation);
    this.trouble = undefined;
    if (follower.position !== undefined && folding.position < follower.position) await this.catchUp(folding);
    const along = follower.join(folding);
    this.settling.resolve();
    const left = await along;
    // Alone, each event is looked at; the one at fault stops it.
    if (left instanceof WentBack) await this.catchUp(folding);
    else if (left) throw left;
  }

  /** Reads to the end of the log, alone. */
  private async catchUp(folding: Folding): Promise<void> {
    const { events, signal } = this.options;
    const alone = new Convoy(this.options, [folding]);
    await readOn(alone, { events, signal });
    const why = alone.left.get(folding);
    if (why) throw why;
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
    const { views, events, signal } = this.options;
    for (let isStopped = true; isStopped && !signal.aborted;) {
      const { count } = views.changes;
      const own = await this.own();
      isStopped =
        own !== undefined && (await stoppedAt(events, this.projection, own.generation)) !== undefined;
      if (isStopped) await views.changes.after(count, AbortSignal.any([signal, AbortSignal.timeout(LOOK)]));
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
