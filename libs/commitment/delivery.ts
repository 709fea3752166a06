import type { Count, Day, TimeWindow } from '#vocabulary';
import type { CommitmentState } from './commitment.ts';
import { judgedBy, movesIn } from './series.ts';
import { goesOn, isKept, statusOn, type Status } from './status.ts';

/**
 * Where a promise stands against its own window: `undated` without an end, `ahead` before it begins, `running` to its
 * last day, `over` after it; `fulfilled`, or `ended` otherwise. Apart from reporting, and stopped by no suspension.
 */
export const DELIVERIES = ['undated', 'ahead', 'running', 'over', 'fulfilled', 'ended'] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** The end of a promise's window, by what was recorded by the day asked for. */
export interface Ends {
  /** None where its owner took it away. */
  readonly on?: Day;
  /** As its owner first promised or confirmed it, where that was another day. */
  readonly firstOn?: Day;
  /** How many times its owner moved the window, at either end. */
  readonly moved: Count;
}

/** The window that a day is judged by: an owner that moves it moves it for no day before it says so. */
export const windowBy = ({ said }: CommitmentState, date: string): TimeWindow | undefined =>
  judgedBy(said.window, date).at(-1)?.value;

/** By status and window; one day is enough to be in it. */
export function deliveryIn(status: Status, { from, to }: TimeWindow, date: string): Delivery {
  if (!goesOn(status)) return isKept(status) ? 'fulfilled' : 'ended';
  if (to === undefined) return 'undated';
  if (to < date) return 'over';
  return from !== undefined && from > date ? 'ahead' : 'running';
}

export const deliveryOn = (state: CommitmentState, date: string): Delivery =>
  deliveryIn(statusOn(state, date), windowBy(state, date) ?? {}, date);

const isSameWindow = (a: TimeWindow, b: TimeWindow): boolean => a.from === b.from && a.to === b.to;

/** Undefined where no end was ever said. */
export function endsOn({ said }: CommitmentState, date: string): Ends | undefined {
  const windows = judgedBy(said.window, date);
  const on = windows.at(-1)?.value.to;
  const { first, moves } = movesIn(windows, isSameWindow);
  const firstOn = [first, ...moves.map(({ to }) => to)].find((one) => one?.to !== undefined)?.to;
  if (on === undefined && firstOn === undefined) return undefined;
  return { ...(on ? { on } : {}), ...(firstOn && firstOn !== on ? { firstOn } : {}), moved: moves.length };
}
