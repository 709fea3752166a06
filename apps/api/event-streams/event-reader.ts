import type { ServerResponse } from 'node:http';
import type { Filter, Place } from '#outbox';
import type { Told } from './told.ts';

/** What a reader asked for. */
export interface Following {
  /** It is told what comes after. */
  readonly place: Place;
  readonly filter: Filter;
}
interface Terms extends Following {
  /** Where it reached this server. */
  readonly origin: string;
  /** When its token expires, in milliseconds since 1970; undefined: it came without one. */
  readonly expires: number | undefined;
}

/**
 * A connection that is told events as they come. No more waits to be sent to it than fits into its socket, and one
 * message.
 */
export class EventReader {
  /** Everything up to here has been told, or is none of what it asked for. */
  place: Place;
  isGone = false;
  private mayBeTold = true;

  constructor(
    private readonly response: ServerResponse,
    private readonly terms: Terms,
  ) {
    this.place = terms.place;
    response.on('error', () => undefined);
    response.once('close', () => (this.isGone = true));
  }

  get filter(): Filter {
    return this.terms.filter;
  }

  /**
   * Tells those of these messages that it asked for and has not been told.
   *
   * @returns false: it can take no more now; `place` says how far it came
   */
  tell(messages: readonly Told[]): boolean {
    if (this.isOver(Date.now())) this.end();
    for (const message of messages) {
      if (this.isGone || !this.mayBeTold) return false;
      if (message.place.number <= this.place.number) continue;
      this.place = message.place;
      if (message.isOf(this.filter)) this.write(message.blockFor(this.terms.origin));
    }
    return this.mayBeTold;
  }

  /** A comment, which every parser passes over. It is left out where more waits to be sent anyway. */
  note(text = ''): void {
    if (this.mayBeTold && !this.isGone) this.write(`:${text}\n\n`);
  }

  /** Whether its token has expired. */
  isOver(now: number): boolean {
    return this.terms.expires !== undefined && this.terms.expires <= now;
  }

  /**
   * Waits until what was written has been sent.
   *
   * @returns false: it is gone, or did not take it in so many milliseconds
   */
  async drained(withinMs: number): Promise<boolean> {
    if (this.mayBeTold || this.isGone) return !this.isGone;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, withinMs);
    this.response.once('drain', resolve).once('close', resolve);
    await promise;
    clearTimeout(timer);
    this.response.off('drain', resolve).off('close', resolve);
    return this.mayBeTold && !this.isGone;
  }

  /** Ends the stream: its reader may come again, and goes on from where it was. */
  end(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.response.end();
  }

  /** Lets go of a reader that takes nothing, with whatever waits to be sent to it. */
  cut(): void {
    this.isGone = true;
    this.response.destroy();
  }

  private write(block: Buffer | string): void {
    this.mayBeTold = this.response.write(block);
    if (!this.mayBeTold) this.response.once('drain', () => (this.mayBeTold = true));
  }
}
