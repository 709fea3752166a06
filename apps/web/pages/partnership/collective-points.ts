import { pointOf, type Point } from '../../parts/point.ts';
import type { Indicator } from './collective-answer.ts';

/** What was measured from the start on, each value at the end of its period. */
export function pointsOf({ definition: { baseline }, measured }: Indicator): Point[] {
  return [
    ...(baseline?.on === undefined ? [] : [{ on: baseline.on, value: baseline.value }]),
    ...measured.periods.map(({ period, latest }) =>
      pointOf(period.to ?? latest.measuredOn, latest.value, latest.interim),
    ),
  ];
}
