import type { AnyProjection } from '#kernel';
import { Waiting } from './waiting.ts';
import type { Failure, Checkpoint, ViewStore } from './view-store.ts';

/** How often, in milliseconds, checkpoints are looked at while somebody waits and nothing says that they moved. */
const LOOK = 500;

export interface ProjectionStatus {
  readonly name: string;
  /** Of the documents served; of the projection, while the first are built. */
  readonly version: number;
  /** Of the documents served; undefined while the first are built. */
  readonly position: string | undefined;
  /** It stopped at this event, and waits for an operator. */
  readonly failed?: Failure;
  readonly skipped: readonly string[];
}
export interface Awaiting {
  /** In milliseconds. */
  readonly withinMs: number;
  /** Only this projection; else all. */
  readonly projection?: string;
  /** Waits for more than the position: for whatever comes after it. */
  readonly beyond?: boolean;
  /** Aborted when nobody waits for it any more. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * How far the projections are, told by the checkpoints in the view store: whoever runs them, a thread, another process or
 * another machine.
 */
export class Checkpoints {
  private known: ReadonlyMap<string, Checkpoint> = new Map();
  private readonly waiting = new Waiting();
  private readonly closing = new AbortController();
  private looking: Promise<void> | undefined;
  private isWatching = false;
  private awaited = 0;

  constructor(
    private readonly views: Pick<ViewStore, 'checkpoints' | 'changes'>,
    private readonly projections: readonly Pick<AnyProjection, 'name' | 'version'>[],
  ) {}

  /**
   * Waits until the documents served have every event through a position. False: not within that time, or a projection
   * stopped before it, or the signal aborted.
   */
  async reached(position: string, options: Awaiting): Promise<boolean> {
    const met = this.conditionOf(position, options);
    if (met()) return true;
    await this.look();
    if (this.closing.signal.aborted) return false;
    this.awaited++;
    try {
      if (options.withinMs > 0) void this.watch();
      return await this.waiting.until(met, options);
    } finally {
      this.awaited--;
    }
  }

  /** @throws Unavailable the view store does not answer */
  async status(): Promise<readonly ProjectionStatus[]> {
    const known = await this.views.checkpoints();
    return this.projections.map(({ name, version }) => {
      const served = known.get(name);
      if (!served) return { name, version, position: undefined, skipped: [] };
      const { position, skipped, failed } = served;
      return { name, version: served.version, position, skipped, ...(failed ? { failed } : {}) };
    });
  }

  /** Nobody is waited for any more. */
  close(): void {
    this.closing.abort();
    this.waiting.close();
  }

  private conditionOf(position: string, { projection, beyond = false }: Awaiting) {
    const names = projection === undefined ? this.projections.map(({ name }) => name) : [projection];
    const isMet = (at: string | undefined) => at !== undefined && (beyond ? at > position : at >= position);
    return (): boolean | undefined => {
      const awaited = names.map((name) => this.known.get(name));
      if (awaited.every((one) => isMet(one?.position))) return true;
      return awaited.some((one) => one?.failed && !isMet(one.position)) ? false : undefined;
    };
  }

  /** While somebody waits. A view store that does not answer is asked again. */
  private async watch(): Promise<void> {
    if (this.isWatching) return;
    this.isWatching = true;
    while (this.awaited > 0 && !this.closing.signal.aborted) {
      const { count } = this.views.changes;
      await this.look().catch(() => undefined);
      this.waiting.changed();
      const soon = AbortSignal.any([this.closing.signal, AbortSignal.timeout(LOOK)]);
      if (this.awaited > 0) await this.views.changes.after(count, soon);
    }
    this.isWatching = false;
  }

  /** Those who ask at once are told of one look. */
  private look(): Promise<void> {
    this.looking ??= this.views
      .checkpoints()
      .then((known) => void (this.known = known))
      .finally(() => (this.looking = undefined));
    return this.looking;
  }
}
