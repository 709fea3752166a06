import { TooLate, type Time } from './time.ts';

/** What a command does with a stream: those that only check it get along with each other, and with nobody who writes. */
type Claim = 'check' | 'write';
/** By the name of the stream. */
export type Claims = ReadonlyMap<string, Claim>;

/** A place in the queues of all streams that a command claims. */
export interface Turn {
  readonly claims: Claims;
  /** Says that it has come. Not there before it is waited for, nor after. */
  go?: () => void;
}

/**
 * The queues of the streams for which commands of this process compete, in order of arrival. A turn has come when it has
 * in every stream that it claims. It is in all queues from the same moment on, and who has one waits for no other: so each
 * waits for earlier ones alone, and never for itself.
 */
export class StreamQueues {
  private readonly queues = new Map<string, Set<Turn>>();

  constructor(private readonly time: Time) {}

  /** Whether somebody has a turn in this stream, or waits for one. */
  isQueued(stream: string): boolean {
    return this.queues.has(stream);
  }

  get isEmpty(): boolean {
    return this.queues.size === 0;
  }

  /**
   * Waits for a turn. Who has one gives it back first (`end`).
   *
   * @param until by which moment of `time` it has to come
   * @throws TooLate it did not
   */
  async take(claims: Claims, until: number): Promise<Turn> {
    const turn: Turn = { claims };
    for (const stream of claims.keys()) this.queueOf(stream).add(turn);
    if (this.hasCome(turn)) return turn;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    turn.go = resolve;
    const forget = this.time.after(until - this.time.now(), () => {
      this.end(turn);
      reject(new TooLate());
    });
    try {
      await promise;
    } finally {
      forget();
    }
    return turn;
  }

  /** Gives a turn back, or no longer waits for it. */
  end(turn: Turn): void {
    delete turn.go;
    for (const stream of turn.claims.keys()) {
      const queue = this.queueOf(stream);
      queue.delete(turn);
      if (queue.size === 0) this.queues.delete(stream);
    }
    for (const stream of turn.claims.keys()) this.callNext(stream);
  }

  /** The first in the queue, and those after it that only check as it does. */
  private callNext(stream: string): void {
    for (const next of this.queues.get(stream) ?? []) {
      if (next.go && this.hasCome(next)) {
        next.go();
        delete next.go;
      }
      if (next.claims.get(stream) === 'write') return;
    }
  }

  private hasCome(turn: Turn): boolean {
    return turn.claims.entries().every(([stream, claim]) => {
      for (const earlier of this.queueOf(stream)) {
        if (earlier === turn) return true;
        if (claim === 'write' || earlier.claims.get(stream) === 'write') return false;
      }
      return false;
    });
  }

  private queueOf(stream: string): Set<Turn> {
    const known = this.queues.get(stream);
    if (known) return known;
    const queue = new Set<Turn>();
    this.queues.set(stream, queue);
    return queue;
  }
}
