/**
 * Tells tails that there may be more: at once after an append of this connection, and soon after one of another
 * connection or process, for which it asks from time to time while somebody waits.
 */
export class Changes {
  /** Grows with every change; read it before reading the store, and wait for what comes after. */
  count = 0;
  private readonly waiting = new Set<() => void>();
  private poll: NodeJS.Timeout | undefined;
  private over = false;
  private asking = false;

  /**
   * @param changedElsewhere whether something was appended elsewhere since it was last asked; does not fail
   * @param every how often that is asked, in milliseconds
   */
  constructor(
    private readonly changedElsewhere: () => boolean | Promise<boolean>,
    private readonly every: number,
  ) {}

  announce(): void {
    this.count++;
    for (const wake of this.waiting) wake();
  }

  /** Resolves at the first change after this count, or when the signal aborts; at once where nothing can change any more. */
  async after(count: number, signal: AbortSignal): Promise<void> {
    if (this.count !== count || this.over || signal.aborted) return;
    this.poll ??= setInterval(() => void this.ask(), this.every);
    this.poll.unref();
    const { promise, resolve: wake } = Promise.withResolvers<void>();
    this.waiting.add(wake);
    signal.addEventListener('abort', wake as () => void, { once: true });
    await promise;
    this.waiting.delete(wake);
    signal.removeEventListener('abort', wake as () => void);
    if (this.waiting.size === 0) this.stop();
  }

  /** The store is closed: a tail that was not waiting just then must not begin to ask it. */
  end(): void {
    this.over = true;
    this.stop();
  }

  private async ask(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    if (await this.changedElsewhere()) this.announce();
    this.asking = false;
  }

  private stop(): void {
    clearInterval(this.poll);
    this.poll = undefined;
  }
}
