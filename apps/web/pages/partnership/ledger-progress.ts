import * as decimal from '../../../../libs/kernel/decimal.ts';
import type { ProgressRow } from '#commitment';
import { pointOf, type Point } from '../../parts/point.ts';

/** How far one indicator of a commitment has come, report by report. */
export interface Course {
  readonly indicator: ProgressRow['indicator'];
  readonly points: readonly Point[];
  /** So many others the commitment has. */
  readonly others: number;
}

/** What was reported of an indicator, day by day: added up where it adds up, else as it was last said. */
export function pointsOf(rows: readonly ProgressRow[]): Point[] {
  const [first] = rows;
  const addsUp = first?.indicator.aggregation === 'sum';
  const reports = rows
    .flatMap((row) => row.reports)
    .sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : 0));
  const days = new Map<string, Point>();
  let sum = '0';
  for (const { effectiveOn, value, interim } of reports) {
    sum = addsUp ? decimal.add(sum, value) : value;
    days.set(effectiveOn, pointOf(effectiveOn, sum, interim));
  }
  return [...days.values()];
}

/** The course of each commitment: of the first of its indicators that something is reported on, else of the first. */
export function coursesOf(rows: readonly ProgressRow[]): ReadonlyMap<string, Course> {
  const courses = new Map<string, Course>();
  for (const [commitment, its] of Map.groupBy(rows, (row) => row.commitment)) {
    const byIndicator = [...Map.groupBy(its, ({ indicator }) => indicator.id).values()];
    const chosen = byIndicator.find((one) => one.some(({ reports }) => reports.length > 0)) ?? byIndicator[0];
    const indicator = chosen?.[0]?.indicator;
    if (chosen && indicator)
      courses.set(commitment, { indicator, points: pointsOf(chosen), others: byIndicator.length - 1 });
  }
  return courses;
}
