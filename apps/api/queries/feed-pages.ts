import { toldFrom, type PublicEvent } from '#contracts';
import { NotHere, type Place, type PublicFeed } from '#outbox';
import { Refused } from '#kernel';
import { TimeSlice, unstoppable } from '#projection';
import type { QueryContext } from '../query-context/context.ts';
import { notInLog } from '../query-context/log-positions.ts';

/** What is asked of the feed, beside where to go on and how long to wait. */
export interface Filters {
  readonly type?: readonly string[];
  readonly partnership?: string;
  readonly organisation?: string;
  readonly commitment?: string;
  readonly limit?: string;
}

/** A page as it is told, and how far it has come: past what the filter leaves out. */
export interface FeedPage {
  readonly answer: { readonly events: readonly PublicEvent[]; readonly next: string; readonly end: boolean };
  readonly last: Place;
}
interface Kept {
  readonly number: number;
  readonly page: Promise<FeedPage>;
  readonly limit: number;
}

/** So many events are in the pages that are kept for who asks the same, at the most. */
const KEPT = 2_000;

/** @throws Refused what stood there is not there */
export function refuseNotHere(error: unknown): never {
  throw error instanceof NotHere ? new Refused(notInLog('after')) : error;
}

/** A place as its token holds it. */
export const placeText = ({ number, id }: Place): string => `${number} ${id}`;

/**
 * Pages of the feed. It is public, the same to everybody: all who go on from one event with the same filters are given
 * one page, read and encoded once, until something new is there. Ten thousand may be waiting for the next event.
 */
export class FeedPages {
  private readonly kept = new Map<string, Kept>();
  private readonly feed: PublicFeed;

  constructor(private readonly context: Pick<QueryContext, 'publicFeed' | 'tokens'>) {
    this.feed = context.publicFeed;
  }

  /**
   * @param origin where callers reach this server
   * @throws Refused the place is of another book, or what stood there was taken back
   */
  async after(after: Place, filters: Filters, origin: string | undefined): Promise<FeedPage> {
    const { number } = await this.feed.last();
    const { type, partnership, organisation, commitment, limit = '100' } = filters;
    const key = JSON.stringify([after, type, partnership, organisation, commitment, limit, origin]);
    const known = this.kept.get(key);
    if (known?.number === number) return known.page;
    // Whoever began to read it may be gone before others have it.
    const page = unstoppable(() => this.read(after, filters, origin));
    this.keep(key, { number, page, limit: Number(limit) });
    return page;
  }

  /** @throws Refused as by `after` */
  async requireHere(place: Place): Promise<void> {
    await this.feed.read(place, { limit: 1 }).catch(refuseNotHere);
  }

  private async read(
    after: Place,
    { type: types, limit = '100', partnership, organisation, commitment }: Filters,
    origin: string | undefined,
  ): Promise<FeedPage> {
    const asked = { limit: Number(limit), filter: { types, partnership, organisation, commitment } };
    const { messages, last, end } = await this.feed.read(after, asked).catch(refuseNotHere);
    const events: PublicEvent[] = [];
    const slice = new TimeSlice();
    for (const { text } of messages) {
      const message = JSON.parse(text) as PublicEvent;
      events.push(origin === undefined ? message : toldFrom(origin, message));
      if (slice.isOver) await slice.yield();
    }
    return { answer: { events, next: this.context.tokens.seal('events', placeText(last)), end }, last };
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
