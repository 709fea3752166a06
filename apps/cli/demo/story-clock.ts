import { systemClock, type Clock } from '#kernel';

const MORNING = 'T09:00:00.000Z';
const SCENE = 5 * 60_000;

/** A clock set to the day that is told of; when the telling is over it shows the present again. */
export class StoryClock implements Clock {
  private told: number | undefined;

  /** @param present what it shows when nothing is told */
  constructor(private readonly present: Clock = systemClock) {}

  now(): Date {
    return this.told === undefined ? this.present.now() : new Date(this.told);
  }

  /** The next scene: in the morning of that day, or some minutes after the one before it. */
  next(day: string): void {
    this.told = Math.max(Date.parse(day + MORNING), (this.told ?? 0) + SCENE);
  }

  /** Back to the present. */
  stop(): void {
    this.told = undefined;
  }
}
