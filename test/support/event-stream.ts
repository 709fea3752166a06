import { createParser, type EventSourceMessage, type ParseError } from 'eventsource-parser';

type Headers = Readonly<Record<string, string>>;

/** A stream of events over HTTP, read by a parser that is not ours. */
export class EventStream {
  readonly events: EventSourceMessage[] = [];
  readonly comments: string[] = [];
  readonly errors: ParseError[] = [];
  /** Where it goes on. */
  lastId = '';
  retry: number | undefined;
  text = '';
  /** The server let go of it. */
  ended = false;
  private changed = Promise.withResolvers<void>();
  private readonly parser = createParser({
    onEvent: (event) => void this.events.push(event),
    onComment: (comment) => void this.comments.push(comment.trim()),
    onId: (id) => (this.lastId = id),
    onRetry: (retry) => (this.retry = retry),
    onError: (error) => void this.errors.push(error),
  });

  private constructor(
    readonly response: Response,
    private readonly gone: AbortController,
    private readonly bytes: number,
  ) {
    void this.read().catch(() => (this.ended = true));
  }

  /** @param bytes it is cut off after so many */
  static async open(url: string, headers: Headers = {}, bytes = Infinity): Promise<EventStream> {
    const gone = new AbortController();
    const response = await fetch(url, {
      headers: { accept: 'text/event-stream', ...headers },
      signal: gone.signal,
    });
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    return new EventStream(response, gone, bytes);
  }

  /** Waits until something is so of what came. @throws Error it ended before */
  async until(met: (stream: this) => boolean): Promise<this> {
    while (!met(this)) {
      if (this.ended) throw new Error(`it ended: ${this.text.slice(-500)}`);
      await this.changed.promise;
    }
    return this;
  }

  /** Waits until it has been told everything so far, or was cut off. */
  upToDate(): Promise<this> {
    return this.until(({ comments, ended }) => ended || comments.includes('up to date'));
  }

  /** Waits for so many events. */
  told(events: number): Promise<this> {
    return this.until((stream) => stream.events.length >= events);
  }

  cut(): void {
    this.gone.abort();
  }

  private async read(): Promise<void> {
    const decoder = new TextDecoder();
    let left = this.bytes;
    for await (const chunk of this.response.body as unknown as AsyncIterable<Uint8Array>) {
      const text = decoder.decode(chunk.subarray(0, left), { stream: true });
      left -= chunk.byteLength;
      this.text += text;
      this.parser.feed(text);
      if (left <= 0) break;
      this.tell();
    }
    this.ended = true;
    this.tell();
  }

  private tell(): void {
    this.changed.resolve();
    this.changed = Promise.withResolvers();
  }
}
