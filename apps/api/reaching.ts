import { Waiting, type ProjectionRunner } from '#projection';

type Reached = ProjectionRunner['reached'];
type Options = Parameters<Reached>[1];

/** How long, in milliseconds, it is asked for at once: a little longer than the longest that anybody waits for news. */
const AT_ONCE = 31_000;

interface Awaited {
  readonly waiting: Waiting;
  met?: boolean;
  waiters: number;
}

/**
 * Asks once for all who wait until the same projection has reached the same position, and answers them a few at a time:
 * ten thousand who wait for the next event are one question to the thread that projects.
 */
export class Reaching {
  private readonly awaited = new Map<string, Awaited>();

  constructor(private readonly ask: (position: string, options: Options) => Promise<boolean>) {}

  /** As `ProjectionRunner.reached`. */
  async reached(position: string, { signal, withinMs, ...of }: Options): Promise<boolean> {
    if (withinMs <= 0) return this.ask(position, { withinMs, ...of });
    const key = JSON.stringify([position, of.projection]);
    const awaited = this.awaited.get(key) ?? { waiting: new Waiting(), waiters: 0 };
    const isFirst = awaited.waiters++ === 0;
    this.awaited.set(key, awaited);
    if (isFirst) void this.follow(awaited, position, of);
    try {
      return await awaited.waiting.until(() => awaited.met, { withinMs, signal });
    } finally {
      if (--awaited.waiters === 0 && this.awaited.get(key) === awaited) this.awaited.delete(key);
    }
  }

  private async follow(awaited: Awaited, position: string, of: Omit<Options, 'withinMs'>): Promise<void> {
    for (let met = false; !met && awaited.waiters > 0;) {
      const begun = performance.now();
      met = await this.ask(position, { withinMs: AT_ONCE, ...of });
      // Not so, and yet the time was not up: the projection stopped, or it is closed.
      if (met || performance.now() - begun < AT_ONCE - 1_000) {
        awaited.met = met;
        awaited.waiting.changed();
        return;
      }
    }
  }
}
