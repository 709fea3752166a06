import type { Count, Day, TimeWindow } from '#vocabulary';
import type { CommitmentState } from './commitment.ts';
import { judgedBy } from './series.ts';
import { goesOn, statusOn, type Status } from './status.ts';

/**
 * Where a promise stands against its own window: `undated` without an end, `ahead` before it begins, `running` to its
 * last day, `over` after it; `fulfilled`, or `ended` otherwise. Apart from reporting, and stopped by no suspension.
 */
export const DELIVERIES = ['undated', 'ahead', 'running', 'over', 'fulfilled', 'ended'] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** The end of a promise's window, by what was recorded by the day asked for. */
export interface Ends {
  readonly on: Day;
  /** As first promised, where that was another day. */
  readonly firstOn?: Day;
  /** How many times the window was moved, at either end. */
  readonly moved: Count;
}

const windowsBy = ({ said }: CommitmentState, date: string): readonly TimeWindow[] =>
  judgedBy(said.window, date);

/** The window that a day is judged by: an owner that moves it moves it for no day before it says so. */
export const windowBy = (state: CommitmentState, date: string): TimeWindow | undefined =>
  windowsBy(state, date).at(-1);

/** By status and window; one day is enough to be in it. */
export function deliveryIn(status: Status, { from, to }: TimeWindow, date: string): Delivery {
  if (!goesOn(status)) return status === 'fulfilled' ? 'fulfilled' : 'ended';
  if (to === undefined) return 'undated';
  if (to < date) return 'over';
  return from !== undefined && from > date ? 'ahead' : 'running';
}

export const deliveryOn = (state: CommitmentState, date: string): Delivery =>
  deliveryIn(statusOn(state, date), windowBy(state, date) ?? {}, date);

/** Undefined where no end is said. */
export function endsOn(state: CommitmentState, date: string): Ends | undefined {
  const windows = windowsBy(state, date);
  const on = windows.at(-1)?.to;
  if (on === undefined) return undefined;
  const firstOn = windows.find(({ to }) => to !== undefined)?.to;
  const moved = windows.filter(({ from, to }, i) => {
    const before = windows[i - 1];
    return before !== undefined && (before.from !== from || before.to !== to);
  });
  return { on, ...(firstOn === on || firstOn === undefined ? {} : { firstOn }), moved: moved.length };
}
