import type { AnyProjection } from '#kernel';
import type { EventStore } from '#event-store';
import { build, type Progress } from './build.ts';
import { Follower } from './follower.ts';
import { Subscription, type Noted, type SubscriptionOptions } from './subscription.ts';
import type { ViewStore } from './view-store.ts';

export interface RunnerOptions extends Pick<SubscriptionOptions, 'isLeft'> {
  /** Hears, in a sentence, what is amiss. */
  readonly noted?: Noted;
}

/**
 * Keeps the documents of all projections up with the log. Runners of several processes may share a view store: only the
 * one that knows a checkpoint moves it. How far they are is told by the checkpoints (`Checkpoints`), to whoever asks.
 */
export class ProjectionRunner {
  private readonly subscriptions: ReadonlyMap<string, Subscription>;
  private readonly follower: Follower;
  private readonly stopping = new AbortController();
  private running: Promise<unknown> | undefined;

  /** @param projections each name once */
  constructor(
    private readonly events: EventStore,
    private readonly views: ViewStore,
    private readonly projections: readonly AnyProjection[],
    private readonly options: RunnerOptions = {},
  ) {
    const { signal } = this.stopping;
    this.follower = new Follower({ events, views, signal });
    const { noted = () => undefined, isLeft } = options;
    const own = { noted, isLeft, events, views, signal, follower: this.follower };
    this.subscriptions = new Map(
      projections.map((projection) => [projection.name, new Subscription(projection, own)]),
    );
    if (this.subscriptions.size < projections.length)
      throw new TypeError('two projections have the same name');
  }

  /** Starts all projections; they go on until `close`. */
  start(): void {
    this.running ??= this.run();
  }

  /**
   * Builds these projections, or all, anew while their documents are served, then serves the new ones. The log is read once for all of
   * them. After an interruption, call it again: it goes on where it was.
   *
   * @throws ProjectionStopped at an event that cannot be folded
   */
  async rebuild(
    names: readonly string[] = [...this.subscriptions.keys()],
    options: { signal?: AbortSignal; onProgress?: (progress: Progress) => void } = {},
  ): Promise<void> {
    const { events, views } = this;
    const closing = this.stopping.signal;
    const signal = options.signal ? AbortSignal.any([options.signal, closing]) : closing;
    const chosen = names.map((name) => this.subscription(name).projection);
    await build(chosen, { ...options, events, views, signal });
  }

  /** Stops after the batch in hand. */
  async close(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const subscriptions = [...this.subscriptions.values()];
    // What becomes of it, each subscription finds in the view store.
    const built = this.buildMissing().catch(() => undefined);
    const running = subscriptions.map((subscription) => subscription.run(built));
    // The log is read once for all that stand at one place, so they set off together.
    await Promise.all(subscriptions.map(({ settled }) => settled));
    await Promise.all([this.follower.run(), ...running]);
  }

  /** Those that have no documents of their present version, together. */
  private async buildMissing(): Promise<void> {
    const { events, views, projections } = this;
    const missing: AnyProjection[] = [];
    for (const projection of projections) if (await this.isMissing(projection)) missing.push(projection);
    if (missing.length > 1) await build(missing, { events, views, signal: this.stopping.signal });
  }

  private async isMissing(projection: AnyProjection): Promise<boolean> {
    const active = await this.views.active(projection.name);
    return active?.version !== projection.version && !(await this.options.isLeft?.(projection));
  }

  private subscription(name: string): Subscription {
    const subscription = this.subscriptions.get(name);
    if (!subscription) throw new TypeError(`no projection ${name}`);
    return subscription;
  }
}
