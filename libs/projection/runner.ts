import type { AnyProjection } from '#kernel';
import type { EventStore } from '#event-store';
import type { Progress } from './build.ts';
import { Lane, type Noted } from './lane.ts';
import type { Failure, ViewStore } from './view-store.ts';
import { Waiting } from './waiting.ts';

export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  /** Of the documents served; undefined while the first are built. */
  readonly position: string | undefined;
  /** It stopped at this event, and waits for `retry` or `setAside`. */
  readonly failed?: Failure;
  /** A store does not answer; it tries again by itself. */
  readonly trouble?: string;
  readonly setAside: readonly string[];
}
export interface Lag {
  readonly name: string;
  /** In positions; 0: caught up. */
  readonly behind: bigint;
}

/**
 * Keeps every projection's documents up with the events, each on its own. Runners of several processes may share a view
 * store: only the one that knows a checkpoint moves it.
 */
export class ProjectionRunner {
  private readonly lanes: ReadonlyMap<string, Lane>;
  private readonly waiting = new Waiting();
  private readonly stopping = new AbortController();
  private running: Promise<unknown> | undefined;

  /** @param projections each name once */
  constructor(
    private readonly events: EventStore,
    private readonly views: ViewStore,
    private readonly projections: readonly AnyProjection[],
    noted: Noted = () => undefined,
  ) {
    const options = {
      noted,
      events,
      views,
      signal: this.stopping.signal,
      changed: () => this.waiting.changed(),
    };
    this.lanes = new Map(projections.map((projection) => [projection.name, new Lane(projection, options)]));
    if (this.lanes.size < projections.length) throw new TypeError('two projections have the same name');
  }

  /** Starts all projections; they go on until `close`. */
  start(): void {
    this.running ??= Promise.all([...this.lanes.values()].map((lane) => lane.run()));
  }

  /**
   * Waits until the documents served have every event through a position. False: not within that time, or the
   * projection stopped before it, or the signal aborted.
   *
   * @param options.projection only this one; else all
   */
  reached(
    position: string,
    options: { withinMs: number; projection?: string; signal?: AbortSignal | undefined },
  ): Promise<boolean> {
    const { projection } = options;
    const lanes = projection === undefined ? [...this.lanes.values()] : [this.lane(projection)];
    return this.waiting.until(() => {
      if (lanes.every((lane) => (lane.position ?? '') >= position)) return true;
      const stuck = lanes.some((lane) => lane.failed && (lane.position ?? '') < position);
      return stuck ? false : undefined;
    }, options);
  }

  /** How far each projection is behind the events. */
  async lag(): Promise<readonly Lag[]> {
    const head = BigInt(await this.events.head());
    return [...this.lanes].map(([name, { position }]) => {
      const behind = head - BigInt(position ?? '0');
      return { name, behind: behind > 0n ? behind : 0n };
    });
  }

  async status(): Promise<readonly ProjectionStatus[]> {
    return Promise.all(
      this.projections.map(async ({ name, version }) => {
        const { position, failed, trouble } = this.lane(name);
        const setAside = await this.views.listSetAside(name);
        return {
          name,
          version,
          position,
          setAside,
          ...(failed ? { failed } : {}),
          ...(trouble === undefined ? {} : { trouble }),
        };
      }),
    );
  }

  /** Tries the event again at which a projection stopped. */
  async retry(name: string): Promise<void> {
    const lane = this.lane(name);
    await this.views.clearFailure(name);
    this.goOn(lane);
  }

  /**
   * Goes on without the event at which a projection stopped, for good: it is left out of rebuilds and of other moments
   * as well.
   *
   * @throws TypeError the projection did not stop at this event
   */
  async setAside(name: string, eventId: string): Promise<void> {
    const lane = this.lane(name);
    if (!(await this.views.setAside(lane.projection, eventId)))
      throw new TypeError(`the view ${name} did not stop at event ${eventId}`);
    this.goOn(lane);
  }

  /**
   * Builds a projection anew while its documents are served, then serves the new ones. After an interruption, call it
   * again: it goes on where it was.
   *
   * @throws ProjectionStopped at an event that cannot be folded
   */
  async rebuild(
    name: string,
    options: { signal?: AbortSignal; onProgress?: (progress: Progress) => void } = {},
  ): Promise<void> {
    await this.lane(name).rebuild(options);
  }

  /** Stops after the batch in hand. */
  async close(): Promise<void> {
    this.stopping.abort();
    this.waiting.close();
    await this.running;
    for (const lane of this.lanes.values()) await lane.idle();
  }

  private goOn(lane: Lane): void {
    lane.failed = undefined;
    lane.wake();
  }

  private lane(name: string): Lane {
    const lane = this.lanes.get(name);
    if (!lane) throw new TypeError(`no projection ${name}`);
    return lane;
  }
}
