import { event, type Entity } from '#kernel';
import { OPERATIONS } from './set-aside.ts';

/** An operator's word that the clock of the store is right, though it was set, or lies before what was recorded. */
export interface ClockSaid {
  /** What it showed, as an instant. */
  readonly clock: string;
  /** How the operator knows. */
  readonly reason: string;
}
export const ClockAccepted = event<ClockSaid>()('ClockAccepted', 'public');

/** What operators said of the clock; the last word counts. */
export const CLOCK_STREAM = `${OPERATIONS}-clock-accepted`;

/** Nothing is decided by what was said before. */
export const StoreClock: Entity<ClockSaid> = {
  kind: 'storeClock',
  stream: () => CLOCK_STREAM,
  evolve: { ClockAccepted: (_, { data }) => data as ClockSaid },
};
