/** How long, in milliseconds, a view may take to have what is in the log, before it is said to be behind. */
const LATE = 30_000;
/** How often, in milliseconds, where the log ends is noted at the most. */
const OFTEN = 1_000;

interface Seen {
  readonly head: string;
  readonly at: number;
}

/** Where the log ended, and when that was seen: what tells a view that is stuck from one that is being kept up. */
export class HeadsSeen {
  private seen: Seen[] = [];

  /** @param now a clock in milliseconds that never goes back */
  constructor(private readonly now: () => number = () => performance.now()) {}

  note(head: string): void {
    const at = this.now();
    const last = this.seen.at(-1);
    if (last && at - last.at < OFTEN) return;
    const late = this.seen.findLastIndex((one) => at - one.at >= LATE);
    this.seen = [...this.seen.slice(Math.max(late, 0)), { head, at }];
  }

  /** Whether a view that has come this far lacks what was in the log long ago. */
  isLate(position: string): boolean {
    const at = this.now();
    const due = this.seen.findLast((one) => at - one.at >= LATE);
    return due !== undefined && position < due.head;
  }
}
