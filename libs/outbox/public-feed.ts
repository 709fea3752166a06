import { Waiting } from '#projection';
import { BEGINNING, type Filter, type OutboxPage, type OutboxReader, type Place } from './outbox.ts';

/** How often, in milliseconds, it is looked while somebody waits and nothing says that something was written. */
const LOOK = 500;
const LIMIT = 100;

/**
 * The public messages in order, as every door reads them: HTTP, server-sent events, Kafka, webhooks. Each keeps a place of
 * its own and knows of no other. Any number may wait: while somebody does, there is one look for all.
 */
export class PublicFeed {
  private known = BEGINNING;
  private readonly waiting = new Waiting();
  private readonly closing = new AbortController();
  private awaited = 0;
  private isWatching = false;

  constructor(private readonly outbox: Pick<OutboxReader, 'read' | 'last' | 'changes'>) {}

  /**
   * The messages after a place; `last` of the answer is where to go on. Without a filter nothing is left out: numbers
   * follow on one another.
   *
   * @param options.limit messages at the most; 100 if not said
   * @throws NotHere the place is of another outbox, or was taken back
   * @throws Unavailable the outbox does not answer
   */
  read(
    after: Place,
    { limit = LIMIT, filter }: { readonly limit?: number; readonly filter?: Filter } = {},
  ): Promise<OutboxPage> {
    return this.outbox.read(after, { limit, ...(filter ? { filter } : {}) });
  }

  /** The last message that is there. */
  async last(): Promise<Place> {
    return (this.known = await this.outbox.last());
  }

  /**
   * Waits until something stands after a place, whatever a filter would leave out.
   *
   * @param options.withinMs how long; for ever without
   * @param options.signal aborted when nobody waits for it any more
   * @returns false: the time is up, or it was aborted
   */
  async wait(
    after: Place,
    {
      withinMs = FOREVER,
      signal,
    }: { readonly withinMs?: number; readonly signal?: AbortSignal | undefined } = {},
  ): Promise<boolean> {
    const met = () => this.known.number > after.number || undefined;
    if (met()) return true;
    if (withinMs <= 0) return (await this.last()).number > after.number;
    this.awaited++;
    try {
      void this.watch();
      return await this.waiting.until(met, { withinMs: Math.min(withinMs, FOREVER), signal });
    } finally {
      this.awaited--;
    }
  }

  /** Nobody is waited for any more; the outbox is closed by whoever opened it. */
  close(): void {
    this.closing.abort();
    this.waiting.close();
  }

  /** While somebody waits. An outbox that does not answer is asked again. */
  private async watch(): Promise<void> {
    if (this.isWatching) return;
    this.isWatching = true;
    while (this.awaited > 0 && !this.closing.signal.aborted) {
      const { count } = this.outbox.changes;
      await this.last().catch(() => undefined);
      this.waiting.changed();
      const soon = AbortSignal.any([this.closing.signal, AbortSignal.timeout(LOOK)]);
      if (this.awaited > 0) await this.outbox.changes.after(count, soon);
    }
    this.isWatching = false;
  }
}
/** As long as a timer goes (2^31 - 1 milliseconds). */
const FOREVER = 2_147_483_647;
