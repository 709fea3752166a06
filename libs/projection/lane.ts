import { setImmediate as turn } from 'node:timers/promises';
import type { AnyProjection } from '#kernel';
import type { EventStore } from '#event-store';
import { ProjectionStopped } from './as-of.ts';
import { build, type Progress } from './build.ts';
import { Folding } from './folding.ts';
import { Overtaken, type Failure, type Generation, type ViewStore } from './view-store.ts';

/** How long to leave a store alone that did not answer: doubled each time. */
const PAUSE = 100;
const LONGEST_PAUSE = 5_000;
/** How often a stopped projection looks whether an operator, in another process, said to go on. */
const LOOK = 1_000;

export interface LaneOptions {
  readonly events: EventStore;
  readonly views: ViewStore;
  readonly signal: AbortSignal;
  /** Called at each step. */
  readonly changed: () => void;
  /** Told once of each trouble. */
  readonly noted: Noted;
}
/** Hears what keeps a projection from the stores. */
export type Noted = (sentence: string, error: unknown) => void;

/** One projection on its way: it follows the events, builds a new version when there is one, and stops alone. */
export class Lane {
  /** The documents that are served have every event through here; undefined before anything is served. */
  position: string | undefined;
  failed: Failure | undefined;
  /** What keeps it from the stores, in the driver's words. */
  trouble: string | undefined;
  private wakeUp = (): void => undefined;
  private woken = false;
  private build: Promise<void> | undefined;
  private pause = PAUSE;

  constructor(
    readonly projection: AnyProjection,
    private readonly options: LaneOptions,
  ) {}

  /** Runs until the signal aborts. */
  async run(): Promise<void> {
    const { signal } = this.options;
    while (!signal.aborted)
      try {
        await this.step();
        this.pause = PAUSE;
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof Overtaken) await turn();
        else await this.recover(error);
      }
  }

  /** Builds the documents anew beside those served, or goes on with it, and then serves them. */
  async rebuild(
    options: { signal?: AbortSignal; onProgress?: (progress: Progress) => void } = {},
  ): Promise<void> {
    await this.idle();
    const { events, views, signal: closing } = this.options;
    const signal = options.signal ? AbortSignal.any([options.signal, closing]) : closing;
    this.build = build(this.projection, { ...options, events, views, signal });
    try {
      await this.build;
    } finally {
      this.build = undefined;
      this.wake();
    }
  }

  /** Looks again at what is stored, if it stopped. */
  wake(): void {
    this.woken = true;
    this.wakeUp();
  }

  /** Resolves once no build is under way. */
  async idle(): Promise<void> {
    while (this.build) await this.build.catch(() => undefined);
  }

  private async step(): Promise<void> {
    this.woken = false;
    const { views } = this.options;
    const { name, version } = this.projection;
    const active = await views.active(name);
    const current = active?.version === version;
    const advancing = current ? active : await views.building(name);
    const failed = advancing?.version === version ? advancing.failed : undefined;
    this.report(active, failed);
    if (failed) return this.sleep(LOOK);
    if (current) return this.follow(active);
    if (this.build) await this.idle();
    else await this.rebuild();
  }

  private async follow(generation: Generation): Promise<void> {
    const { events, signal } = this.options;
    const folding = await Folding.open(this.options, this.projection, generation);
    const types = Object.keys(this.projection.on);
    while (!signal.aborted && !folding.failed)
      for await (const page of events.subscribe({ after: folding.position, types, signal })) {
        await folding.take(page);
        await folding.flush();
        this.report({ ...generation, position: folding.position }, folding.failed);
        // It stopped, or went back to its checkpoint to find out which event is at fault.
        if (folding.failed || folding.position < page.complete) break;
        await turn();
      }
  }

  private report(served: Generation | undefined, failed: Failure | undefined): void {
    this.position = served?.position;
    this.failed = failed;
    this.trouble = undefined;
    this.options.changed();
  }

  private async recover(error: unknown): Promise<void> {
    // What it stopped at is stored, and the next step finds it there.
    if (error instanceof ProjectionStopped) return;
    const before = this.trouble;
    this.trouble = error instanceof Error ? error.message : String(error);
    if (this.trouble !== before)
      this.options.noted(`the view ${this.projection.name} waits: ${this.trouble}`, error);
    this.options.changed();
    await this.sleep(this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }

  private async sleep(milliseconds: number): Promise<void> {
    const { signal } = this.options;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, milliseconds);
    timer.unref();
    this.wakeUp = resolve;
    signal.addEventListener('abort', this.wakeUp, { once: true });
    if (!signal.aborted && !this.woken) await promise;
    signal.removeEventListener('abort', this.wakeUp);
    clearTimeout(timer);
    this.wakeUp = () => undefined;
  }
}
