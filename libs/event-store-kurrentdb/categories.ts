import { isSealed, SEALED, START, type Page, type TypedReadOptions } from '#event-store';
import type { StoredEvent } from '#kernel';
import { latestOf, PageOf } from './page.ts';
import type { Reading } from './reading.ts';

/** So many ends of pages are remembered. */
const ENDS = 1000;

/**
 * Categories, read from the index that the server keeps of them, and what that has not yet from `$all`: it is filled after
 * the append. Only what lies after its checkpoint is looked through, however long a book has been quiet.
 */
export class Categories {
  /** Which link follows on the end of a page, so that the next page does not begin at the first. */
  private readonly following = new Map<string, bigint>();

  constructor(private readonly reading: Reading) {}

  async page(category: string, options: TypedReadOptions): Promise<Page> {
    const { after = START, upTo } = options;
    // Before the category: whatever was there up to here is then found.
    const [{ event: head }, indexed] = await Promise.all([this.reading.latest(), this.reading.indexed()]);
    const page = new PageOf(options);
    const links =
      indexed === undefined || after < indexed ? await this.linked(page, category, after) : undefined;
    let looked = links?.looked ?? after;
    let end = page.isOver;
    if (!page.isFull && !page.isOver) {
      const from = latestOf(looked, indexed);
      const rest = await this.reading.scan(page, from, {
        filter: this.reading.names.filterOf(category),
        isSought: (stream) => stream.startsWith(`${category}-`),
      });
      [looked, end] = [latestOf(looked, rest.looked), rest.end];
    }
    const bound = page.isOver ? upTo : head?.position;
    const last = page.events.at(-1)?.position ?? after;
    const complete = page.isFull ? last : end ? latestOf(looked, within(bound, upTo)) : looked;
    if (links) this.remember(category, complete, links.following);
    return { events: page.events, complete, end };
  }

  /** The last so many sealed records, the latest first: those that the index has not yet, then back from its end. */
  async newest(count: number): Promise<readonly StoredEvent[]> {
    const indexed = await this.reading.indexed();
    const links = await this.reading.links(SEALED, count);
    const events = links.flatMap(([, event]) => event ?? []).toReversed();
    for (let after = latestOf(events.at(-1)?.position ?? START, indexed), end = false; !end;) {
      const page = new PageOf({});
      const rest = await this.reading.scan(page, after, {
        filter: this.reading.names.filterOf(SEALED),
        isSought: isSealed,
      });
      events.push(...page.events);
      [after, end] = [page.isFull ? (page.events.at(-1)?.position ?? after) : rest.looked, rest.end];
    }
    return events.slice(-count).toReversed();
  }

  private async linked(page: PageOf, category: string, after: string) {
    let following = this.following.get(`${category} ${after}`) ?? 0n;
    let looked = after;
    for (let end = false; !end && !page.isFull && !page.isOver;) {
      const links = await this.reading.links(category, page.atOnce, following);
      for (const [revision, event] of links) {
        if (event && event.position > after) {
          if (!page.take(event)) break;
          looked = event.position;
        }
        following = revision + 1n;
      }
      end = links.length < page.atOnce;
    }
    return { looked, following };
  }

  private remember(category: string, complete: string, following: bigint): void {
    this.following.set(`${category} ${complete}`, following);
    if (this.following.size > ENDS) this.following.delete(this.following.keys().next().value ?? '');
  }
}

const within = (position: string | undefined, upTo: string | undefined): string | undefined =>
  position !== undefined && upTo !== undefined && upTo < position ? upTo : position;
