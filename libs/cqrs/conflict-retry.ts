import type { Check, Conflict, Write } from '#event-store';
import { refuse, Refused } from '#kernel';
import { TooLate, type Time } from './time.ts';
import type { Claims, Turn, StreamQueues } from './stream-queues.ts';

/** For how long a command tries, in milliseconds, from when others first came before it. */
const PATIENCE = 10_000;
/** The longest waits after the first race lost to another process, and after many, in milliseconds. */
const [FIRST_WAIT, LONGEST_WAIT] = [2, 16];

const tooBusy = () =>
  new Refused(
    refuse(
      'too-busy',
      'Others write to the same at this moment, and nothing was recorded: give it again, with the same Idempotency-Key, after Retry-After seconds.',
    ),
  );

/** What an append claims, by its streams. */
const claimsOf = (writes: readonly Write[], checks: readonly Check[]): Claims =>
  new Map([
    ...checks.map(({ stream }) => [stream, 'check'] as const),
    ...writes.map(({ stream }) => [stream, 'write'] as const),
  ]);

/** What was lost to others; where the engine does not say, or by other names, it may be anything. */
function contestedIn({ violations }: Conflict, claims: Claims): Claims {
  const lost = claims.entries().filter(([claimed]) => violations.some(({ stream }) => stream === claimed));
  const named = new Map(lost);
  return named.size > 0 ? named : claims;
}

/**
 * One command among others that want the same. It begins without asking anybody. Once others came before it, it takes its
 * turn among those of this process on the streams in question. What it loses while it has its turn, it loses to another
 * process: then it waits a little, at random. All this is bounded by time.
 */
export class ConflictRetry {
  private turn: Turn | undefined;
  private until: number | undefined;
  private lostElsewhere = 0;

  constructor(
    private readonly turns: StreamQueues,
    private readonly time: Time,
  ) {}

  /** Whether others came before it: what is remembered may be old, and all is read afresh. */
  get hasLost(): boolean {
    return this.until !== undefined;
  }

  /**
   * Whether it had to wait for others, who are at a stream that it is about to write to: then it decides anew.
   *
   * @throws Refused its turn did not come in time
   */
  async queueBehindOthers(writes: readonly Write[]): Promise<boolean> {
    if (this.turns.isEmpty) return false;
    const queued = writes.filter(({ stream }) => this.turns.isQueued(stream));
    const claims = claimsOf(queued, []);
    if (this.covers(claims)) return false;
    await this.take(claims);
    return true;
  }

  /**
   * After an append that was refused because of what others wrote: waits until it is worth deciding anew.
   *
   * @throws Refused it has lost for too long
   */
  async afterConflict(conflict: Conflict, writes: readonly Write[], checks: readonly Check[]): Promise<void> {
    if (this.time.now() >= this.deadline()) throw tooBusy();
    const contested = contestedIn(conflict, claimsOf(writes, checks));
    if (!this.covers(contested)) return this.take(contested);
    const longest = Math.min(FIRST_WAIT * 2 ** this.lostElsewhere++, LONGEST_WAIT);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.time.after(this.time.chance() * longest, resolve);
    return promise;
  }

  /** Whoever waits behind it goes on. */
  end(): void {
    if (this.turn) this.turns.end(this.turn);
    this.turn = undefined;
  }

  private covers(claims: Claims): boolean {
    const own = this.turn?.claims;
    return claims
      .entries()
      .every(([stream, claim]) => own?.get(stream) === 'write' || own?.get(stream) === claim);
  }

  /** Takes a turn on these as well as on what it had one on. */
  private async take(claims: Claims): Promise<void> {
    const both = new Map(this.turn?.claims);
    for (const [stream, claim] of claims) if (both.get(stream) !== 'write') both.set(stream, claim);
    this.end();
    try {
      this.turn = await this.turns.take(both, this.deadline());
    } catch (error) {
      throw error instanceof TooLate ? tooBusy() : error;
    }
  }

  private deadline(): number {
    return (this.until ??= this.time.now() + PATIENCE);
  }
}
