import { uptime } from 'node:os';
import { Unavailable } from './event-store.ts';

/** A clock is wrong by more than this, in milliseconds. */
export const MOST_AMISS = 5 * 60_000;
/** So often, in milliseconds, it is noted anew where the clock stood: what it is set by in small steps does not add up. */
const NOTED = 60_000;

/** The clock that stamps cannot be right: nothing is recorded, and reading goes on. */
export class WrongClock extends Unavailable {
  override readonly isLasting = true;
}

/** Clocks that nobody sets, in milliseconds. */
export interface Steady {
  /** Cheap; on Linux it stands still while the machine sleeps. */
  awake(): number;
  /** Since the machine was started, sleep included. */
  all(): number;
}
const machine: Steady = { awake: () => performance.now(), all: () => uptime() * 1000 };

/** An operator's word that a clock is right. Instants are milliseconds since 1970. */
export interface ClockAccepted {
  /** What it showed then. */
  readonly clock: number;
  /** When that was recorded, which is what was recorded last, where that lies after what the clock showed. */
  readonly upTo: number;
}

/** What an engine is to hold its clock to, in milliseconds since 1970; nothing of it is known before it was seen once. */
export interface ClockBounds {
  readonly earliest?: number | undefined;
  readonly latest?: number | undefined;
  readonly accepted?: ClockAccepted | undefined;
}

/**
 * Holds a clock that may be set to clocks that nobody sets, and to what was recorded last. It is wrong where, since it was
 * last seen, it went on five minutes more or less than they did, or where it lies five minutes before what was recorded
 * last. It is right again by itself once it shows what it should. That the machine slept does not make it wrong: then the
 * clock that counts sleep agrees. A virtual machine that was paused is not told from a clock that was set: there, as where
 * the clock was wrong from the start and is right now, an operator has to say so. What a process sees first it believes,
 * if that is not before what was recorded last.
 */
export class ClockWatch {
  private seen: { readonly clock: number; readonly awake: number; readonly all: number } | undefined;
  private accepted: ClockAccepted | undefined;

  constructor(private readonly steady: Steady = machine) {}

  /**
   * Why it may not stamp; undefined: it may.
   *
   * @param clock what it shows
   * @param last when something was recorded last, both in milliseconds since 1970; 0 where nothing was
   */
  troubleOf(clock: number, last: number): WrongClock | undefined {
    const floor = this.accepted && last <= this.accepted.upTo ? Math.min(last, this.accepted.clock) : last;
    if (clock < floor - MOST_AMISS)
      return wrong(`shows ${at(clock)}, and something was recorded at ${at(floor)} already`);
    const gone = this.sinceSeen(clock);
    if (gone && !gone.isRight && !this.isAccepted(clock, gone.most))
      return wrong(
        `went from ${at(gone.from)} to ${at(clock)} while ${Math.round(gone.most / 1000)} s passed`,
      );
    if (!gone || !gone.isRight || gone.most > NOTED) this.note(clock);
    return undefined;
  }

  /** Believes an operator. @returns whether that is news */
  accept(accepted: ClockAccepted): boolean {
    const known = this.accepted;
    this.accepted = accepted;
    return known?.clock !== accepted.clock || known.upTo !== accepted.upTo;
  }

  /** For an engine that stamps elsewhere, and tells what its clock shows there. */
  bounds(): ClockBounds {
    const { seen, accepted } = this;
    if (!seen) return { accepted };
    const due = seen.clock + this.steady.awake() - seen.awake;
    return { earliest: due - MOST_AMISS, latest: due + MOST_AMISS, accepted };
  }

  private note(clock: number): void {
    this.seen = { clock, awake: this.steady.awake(), all: this.steady.all() };
  }

  private sinceSeen(clock: number) {
    const { seen, steady } = this;
    if (!seen) return undefined;
    const awake = steady.awake() - seen.awake;
    const agrees = (passed: number) => Math.abs(clock - seen.clock - passed) <= MOST_AMISS;
    if (agrees(awake)) return { from: seen.clock, most: awake, isRight: true };
    const all = steady.all() - seen.all;
    return { from: seen.clock, most: Math.max(awake, all), isRight: agrees(all) };
  }

  /** Whether an operator's word is about this: not of another time, when the clock was set otherwise. */
  private isAccepted(clock: number, passed: number): boolean {
    const { accepted } = this;
    if (!accepted) return false;
    return clock >= accepted.clock - MOST_AMISS && clock <= accepted.clock + passed + MOST_AMISS;
  }
}

const at = (instant: number): string => new Date(instant).toISOString();
const wrong = (how: string): WrongClock =>
  new WrongClock(
    `the clock ${how}: nothing is recorded until it is right, or \`pledgebook accept-clock\` says that it is`,
  );
