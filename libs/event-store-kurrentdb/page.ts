import type { TypedReadOptions } from '#event-store';
import type { StoredEvent } from '#kernel';

/** A page holds at most so many events, whatever is asked for; and at the least so many are read, as many as come at once. */
export const PAGE = 1000;
const LEAST = 64;

/** Collects a page; what comes once it is full, or lies beyond its bound, is left to the next. */
export class PageOf {
  readonly events: StoredEvent[] = [];
  /** Something lies beyond the bound: there is no more up to it. */
  isOver = false;
  private readonly most: number;
  private readonly types: ReadonlySet<string> | undefined;

  constructor(private readonly options: TypedReadOptions) {
    this.most = Math.max(1, Math.min(options.limit ?? PAGE, PAGE));
    this.types = options.types && new Set(options.types);
  }

  get isFull(): boolean {
    return this.events.length >= this.most;
  }

  /** So many are read at once: more, where not all that is read is of the page. */
  get atOnce(): number {
    return this.types ? PAGE : Math.max(this.most, LEAST);
  }

  /** @returns whether it was looked at: a page that is full, or over, takes nothing any more */
  take(event: StoredEvent): boolean {
    if (this.isFull || this.isOver) return false;
    this.isOver = this.options.upTo !== undefined && event.position > this.options.upTo;
    if (this.isOver) return false;
    if (this.types && !this.types.has(event.type)) return true;
    this.events.push(event);
    return true;
  }
}

/** The later of two positions. */
export const latestOf = (one: string, other: string | undefined): string =>
  other !== undefined && other > one ? other : one;
