import { refuse, Refused } from '#kernel';

/** So many costly queries are answered at once: they share one thread, so that more of them would only hold more memory. */
const PLACES = 3;
/** So many of these at the most are one asker's, and so many of a past moment, which is folded in memory. */
const OF_ONE = 2;
const OF_THE_PAST = 1;
/** So many wait for a place, of one asker and of all; a refusal is better for the others than a longer queue. */
const WAITING_OF_ONE = 48;
const WAITING = 256;
/** How long, in milliseconds, a query waits for a place. */
const PATIENCE = 30_000;
/** So many bytes of answers, of one asker and of all, may be on their way to readers before others are begun. */
const UNSENT_OF_ONE = 32 * 1024 * 1024;
const UNSENT = 128 * 1024 * 1024;

const tooBusy = () =>
  new Refused(
    refuse('too-busy', 'Much is being asked for at this moment: ask again after Retry-After seconds.'),
  );

/** Gives a place up while something is awaited, and goes on in the next that is free. */
export type Rest = <A>(wait: () => Promise<A>) => Promise<A>;

/** A query that needs a place, and who asks it: several may, where the same is asked at the same time. */
export class Ticket {
  readonly askers: Set<string>;

  constructor(
    private readonly places: Places,
    readonly by: string,
    readonly options: { readonly past: boolean; readonly signal: AbortSignal },
  ) {
    this.askers = new Set([by]);
  }

  /**
   * Runs what needs the place, once there is one.
   *
   * @throws Refused too many wait, or it waited too long
   */
  async within<A>(work: (rest: Rest) => Promise<A>): Promise<A> {
    await this.places.enter(this);
    try {
      return await work(async (wait) => {
        this.places.leave(this);
        const met = await wait();
        await this.places.enter(this);
        return met;
      });
    } finally {
      this.places.leave(this);
    }
  }
}

interface Unsent {
  readonly by: string;
  readonly bytes: number;
  readers: number;
}

/**
 * The places for costly queries. Whoever was served longest ago comes first, so that who asks much waits behind who asks
 * little; nobody has all places.
 */
export class Places {
  private readonly waiting = new Map<Ticket, () => void>();
  /** Who was given the place. */
  private readonly running = new Map<Ticket, string>();
  private readonly served = new Map<string, number>();
  private readonly unsent = new Map<object, Unsent>();
  private turn = 0;

  async enter(ticket: Ticket): Promise<void> {
    const { signal } = ticket.options;
    signal.throwIfAborted();
    if (this.waiting.size >= WAITING || this.waitingOf(ticket.by) >= WAITING_OF_ONE) throw tooBusy();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const giveUp = (error: unknown) => {
      this.waiting.delete(ticket);
      this.forget(ticket.askers);
      reject(error);
    };
    const timer = setTimeout(() => giveUp(tooBusy()), PATIENCE);
    const gone = () => giveUp(signal.reason);
    signal.addEventListener('abort', gone, { once: true });
    this.waiting.set(ticket, resolve);
    this.admit();
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', gone);
    }
  }

  leave(ticket: Ticket): void {
    if (!this.running.delete(ticket)) return;
    this.forget(ticket.askers);
    this.admit();
  }

  /** An answer goes out to one more reader; to be called back once it is sent, or the reader is gone. */
  send(by: string, body: Uint8Array): () => void {
    const going = this.unsent.get(body) ?? { by, bytes: body.byteLength, readers: 0 };
    this.unsent.set(body, going);
    going.readers++;
    return () => {
      if (--going.readers > 0) return;
      this.unsent.delete(body);
      this.admit();
    };
  }

  private admit(): void {
    for (let next = this.next(); next; next = this.next()) {
      const { ticket, asker } = next;
      const go = this.waiting.get(ticket);
      this.waiting.delete(ticket);
      this.running.set(ticket, asker);
      this.served.set(asker, ++this.turn);
      go?.();
    }
  }

  /** The first to come of the asker who was served longest ago. */
  private next(): { readonly ticket: Ticket; readonly asker: string } | undefined {
    if (this.running.size >= PLACES || this.unsentOf() >= UNSENT) return undefined;
    const past = [...this.running.keys()].filter(({ options }) => options.past).length;
    let best: { ticket: Ticket; asker: string; since: number } | undefined;
    for (const ticket of this.waiting.keys()) {
      if (ticket.options.past && past >= OF_THE_PAST) continue;
      for (const asker of ticket.askers) {
        const since = this.served.get(asker) ?? 0;
        if ((!best || since < best.since) && this.mayHaveOneMore(asker)) best = { ticket, asker, since };
      }
    }
    return best;
  }

  private mayHaveOneMore(asker: string): boolean {
    const own = this.running.values().filter((one) => one === asker);
    return [...own].length < OF_ONE && this.unsentOf(asker) < UNSENT_OF_ONE;
  }

  private unsentOf(asker?: string): number {
    let sum = 0;
    for (const { by, bytes } of this.unsent.values()) if (asker === undefined || by === asker) sum += bytes;
    return sum;
  }

  private waitingOf(asker: string): number {
    return [...this.waiting.keys()].filter(({ askers }) => askers.has(asker)).length;
  }

  /** Of those who have nothing here any more nothing is remembered. */
  private forget(askers: ReadonlySet<string>): void {
    const running = new Set(this.running.values());
    for (const asker of askers)
      if (!running.has(asker) && this.waitingOf(asker) === 0) this.served.delete(asker);
  }
}
