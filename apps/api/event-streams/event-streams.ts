import type { FastifyReply } from 'fastify';
import type { Configuration } from '#configuration';
import { refuse, Refused } from '#kernel';
import type { PublicFeed } from '#outbox';
import { TimeSlice } from '#projection';
import type { OpaqueTokens } from '#sealing';
import { EventReader, type Following } from './event-reader.ts';
import { LiveFeed } from './live-feed.ts';
import { idOf } from './told.ts';

/** How long, in milliseconds, a reader waits before it comes again. */
const RETRY = 3_000;
/** Nobody on the way keeps it, packs it or holds it back. */
const HEADERS = {
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  // It ends when there is nothing more to be told, and its connection with it.
  connection: 'close',
};

/** Who opens a stream, and on what. */
export interface Opening extends Following {
  readonly by: string;
  readonly origin: string;
  /** When the caller's token expires, in seconds since 1970. */
  readonly expires: number | undefined;
}
type Settings = Pick<
  Configuration,
  'streams' | 'streamsPerCaller' | 'streamHeartbeatSeconds' | 'streamPatienceSeconds'
>;
interface Sources {
  readonly publicFeed: PublicFeed;
  readonly tokens: OpaqueTokens;
}

/** The streams of events that are open at this server: a bounded number, of one caller and of all. */
export class EventStreams {
  private readonly readers = new Set<EventReader>();
  private readonly ofCallers = new Map<string, number>();
  private readonly live: LiveFeed;
  private beating: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    private readonly sources: Sources,
    private readonly settings: Settings,
  ) {
    const { publicFeed: feed, tokens } = sources;
    this.live = new LiveFeed({ feed, tokens, patience: settings.streamPatienceSeconds * 1000 });
  }

  /**
   * Answers with a stream, which goes on until its reader goes away, its token expires or the server ends.
   *
   * @throws Refused too many are open (`too-many-streams`, `too-busy`): nothing was answered yet
   */
  open(reply: FastifyReply, { by, expires, ...asked }: Opening): void {
    this.admit(by);
    const response = reply.hijack().raw;
    response.writeHead(200, { ...reply.getHeaders(), ...HEADERS } as Record<string, string>);
    if (reply.request.method === 'HEAD') return void response.end();
    const until = expires === undefined ? undefined : expires * 1000;
    const reader = new EventReader(response, { ...asked, expires: until });
    this.enter(reader, by);
    response.once('close', () => this.leave(reader, by));
    // Where it stands already now: who is cut off before the first event goes on from there.
    response.write(`retry: ${RETRY}\nid: ${idOf(this.sources.tokens, asked.place)}\n\n`);
    this.live.follow(reader);
  }

  /** Ends all of them, and opens no more. */
  close(): void {
    this.isClosed = true;
    clearInterval(this.beating);
    for (const reader of this.readers) reader.end();
  }

  private admit(by: string): void {
    const { streams, streamsPerCaller } = this.settings;
    if ((this.ofCallers.get(by) ?? 0) >= streamsPerCaller)
      throw new Refused(
        refuse(
          'too-many-streams',
          `No more than ${streamsPerCaller} streams at once: end one of them first.`,
        ),
      );
    if (this.isClosed || this.readers.size >= streams)
      throw new Refused(
        refuse('too-busy', 'As many streams are open as this server takes: come again, or poll with `wait`.'),
      );
  }

  private enter(reader: EventReader, by: string): void {
    this.readers.add(reader);
    this.ofCallers.set(by, (this.ofCallers.get(by) ?? 0) + 1);
    this.beating ??= setInterval(() => void this.beat(), this.settings.streamHeartbeatSeconds * 1000).unref();
  }

  private leave(reader: EventReader, by: string): void {
    this.live.leave(reader);
    this.readers.delete(reader);
    const others = (this.ofCallers.get(by) ?? 1) - 1;
    if (others > 0) this.ofCallers.set(by, others);
    else this.ofCallers.delete(by);
  }

  /** By the clock alone, whatever is told meanwhile. */
  private async beat(): Promise<void> {
    const slice = new TimeSlice();
    for (const reader of this.readers) {
      if (reader.isOver(Date.now())) reader.end();
      else reader.note();
      if (slice.isOver) await slice.yield();
    }
  }
}
