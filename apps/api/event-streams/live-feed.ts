import { setTimeout as pause } from 'node:timers/promises';
import { BEGINNING, NotHere, type PublicFeed } from '#outbox';
import { TimeSlice, unstoppable } from '#projection';
import type { OpaqueTokens } from '#sealing';
import type { EventReader } from './event-reader.ts';
import { Told } from './told.ts';

/** So many messages are read in one go by all who are told what comes, and by one who catches up. */
const [AT_HEAD, CATCHING_UP] = [100, 50];
/** How long, in milliseconds, an outbox that does not answer is left alone. */
const PAUSE = 1_000;

interface LiveFeedOptions {
  readonly feed: Pick<PublicFeed, 'read' | 'wait'>;
  readonly tokens: Pick<OpaqueTokens, 'seal'>;
  /** How long, in milliseconds, a reader may take for what was sent to it. */
  readonly patience: number;
}

/**
 * Tells readers the public messages as they come. Who is behind reads the outbox by pages of its own, as fast as it takes
 * them; who has everything is at the head, where the outbox is read once for all. Who takes no more there is behind again,
 * so that nothing is kept for anybody.
 */
export class LiveFeed {
  private readonly atHead = new Set<EventReader>();
  /** Everything up to here was read for those at the head. */
  private head = BEGINNING;
  private watching: AbortController | undefined;

  constructor(private readonly options: LiveFeedOptions) {}

  /** Tells a reader everything after its place, until it leaves. One that cannot be told any more is let go. */
  follow(reader: EventReader): void {
    unstoppable(() => this.catchUp(reader)).catch(() => reader.end());
  }

  leave(reader: EventReader): void {
    if (!this.atHead.delete(reader) || this.atHead.size > 0) return;
    this.watching?.abort();
    this.watching = undefined;
  }

  private async catchUp(reader: EventReader): Promise<void> {
    const { feed, patience } = this.options;
    const slice = new TimeSlice();
    while (!reader.isGone) {
      // Without the page: what it does not take now is read again.
      if (!(await reader.drained(patience))) return reader.cut();
      const page = await feed.read(reader.place, { limit: CATCHING_UP, filter: reader.filter });
      if (slice.isOver) await slice.yield();
      if (!reader.tell(this.toldOf(page.messages))) continue;
      reader.place = page.last;
      if (page.end && (this.atHead.size === 0 || reader.place.number >= this.head.number))
        return this.join(reader);
    }
  }

  /** From the place of one that has everything that was read for the others: it misses nothing, and is told nothing twice. */
  private join(reader: EventReader): void {
    if (this.atHead.size === 0) this.head = reader.place;
    this.atHead.add(reader);
    reader.note(' up to date');
    if (this.watching) return;
    const watching = (this.watching = new AbortController());
    void this.watch(watching.signal);
  }

  private async watch(left: AbortSignal): Promise<void> {
    while (!left.aborted)
      try {
        if (!(await this.next(left))) break;
      } catch (error) {
        if (error instanceof NotHere) break;
        await pause(PAUSE, undefined, { signal: left }).catch(() => undefined);
      }
    if (left.aborted) return;
    // What was told is not there any more, or the outbox is closed: whoever comes again is told so.
    for (const reader of this.atHead) {
      this.leave(reader);
      reader.end();
    }
  }

  /** @returns false: nothing comes any more */
  private async next(left: AbortSignal): Promise<boolean> {
    const { feed } = this.options;
    if (!(await feed.wait(this.head, { signal: left }))) return false;
    const { messages, last } = await feed.read(this.head, { limit: AT_HEAD });
    if (left.aborted) return false;
    // First of all: whoever joins while the others are told has read this page itself.
    this.head = last;
    const told = this.toldOf(messages);
    const slice = new TimeSlice();
    for (const reader of this.atHead) {
      if (!reader.tell(told)) {
        this.leave(reader);
        this.follow(reader);
      }
      if (slice.isOver) await slice.yield();
    }
    return true;
  }

  private toldOf(messages: Awaited<ReturnType<PublicFeed['read']>>['messages']): readonly Told[] {
    return messages.map((message) => new Told(message, this.options.tokens));
  }
}
