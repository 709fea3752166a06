import { feed, messageKey, positionOfMessage, toldFrom, type PublicEvent } from '#contracts';
import { START } from '#event-store';
import { Turns, unstoppable } from '#projection';
import type { QueryContext } from '../query-context/context.ts';
import { all, are } from '../query-context/where.ts';

/** What is asked of the feed, beside where to go on and how long to wait. */
export interface Filters {
  readonly type?: readonly string[];
  readonly partnership?: string;
  readonly organisation?: string;
  readonly limit?: string;
}

/** A page as it is told, and how far the feed has come with it: past what the filter leaves out. */
export interface FeedPage {
  readonly answer: { readonly events: readonly PublicEvent[]; readonly next: string; readonly end: boolean };
  readonly last: string;
}
interface Kept {
  readonly position: string;
  readonly page: Promise<FeedPage>;
  readonly limit: number;
}

/** So many events are in the pages that are kept for who asks the same, at the most. */
const KEPT = 2_000;

/**
 * Pages of the feed. It is public, the same to everybody: all who go on from one event with the same filters are given
 * one page, read and encoded once, until something new is there. Ten thousand may be waiting for the next event.
 */
export class FeedPages {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly context: QueryContext) {}

  /**
   * @param after a position of the store
   * @param origin where callers reach this server
   */
  async after(
    after: string,
    { type, partnership, organisation, limit = '100' }: Filters,
    origin: string | undefined,
  ): Promise<FeedPage> {
    const { position = START } = (await this.context.views.checkpoints()).get(feed.name) ?? {};
    const filters = { type, partnership, organisation, limit };
    const key = JSON.stringify([after, filters, origin]);
    const known = this.kept.get(key);
    if (known?.position === position) return known.page;
    // Whoever began to read it may be gone before others have it.
    const page = unstoppable(() => this.read(after, filters, origin));
    this.keep(key, { position, page, limit: Number(limit) });
    return page;
  }

  private async read(
    after: string,
    { type, partnership, organisation, limit = '100' }: Filters,
    origin: string | undefined,
  ): Promise<FeedPage> {
    const { views, tokens, positions } = this.context;
    const where = all(
      ...are({ partnership, organisation }),
      type && { column: 'type', op: 'in', value: type },
    );
    return views.atOneMoment(async (served) => {
      const { position = START } = (await served.checkpoints()).get(feed.name) ?? {};
      const query = { where, after: { value: null, key: messageKey(after) }, limit: Number(limit) };
      const { docs, next } = await served.list(feed, query);
      const last = next ? positionOfMessage(next.key) : position > after ? position : after;
      const events: PublicEvent[] = [];
      const turns = new Turns();
      for (const { doc } of docs) {
        if (doc.message) events.push(origin === undefined ? doc.message : toldFrom(origin, doc.message));
        if (turns.due) await turns.give();
      }
      const place = await positions.withEvent(last);
      return { answer: { events, next: tokens.seal('feed', place), end: !next }, last };
    });
  }

  private keep(key: string, kept: Kept): void {
    const forget = () => {
      if (this.kept.get(key) === kept) this.kept.delete(key);
    };
    this.kept.delete(key);
    this.kept.set(key, kept);
    kept.page.catch(forget);
    let events = this.kept.values().reduce((sum, { limit }) => sum + limit, 0);
    for (const [oldest, { limit }] of this.kept) {
      if (events <= KEPT) return;
      this.kept.delete(oldest);
      events -= limit;
    }
  }
}
