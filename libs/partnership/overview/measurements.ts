import { decimal } from '#kernel';
import type { Decimal, TimeWindow } from '#vocabulary';
import { periodKey } from '../period.ts';
import type { CollectiveIndicatorView, MeasurementView } from './shape.ts';

/** A measurement that stands, with what it was corrected from. */
export interface StandingMeasurement extends Omit<MeasurementView, 'replaces' | 'reason' | 'replacedBy'> {
  /** What it said before, the oldest first, and when and why that was replaced. */
  readonly restatedFrom: readonly {
    readonly measurement: string;
    readonly value: string;
    readonly until: string;
    readonly reason?: string;
  }[];
}
/** One period: the latest measurement of it, and what others measured. */
export interface MeasuredPeriod {
  readonly period: TimeWindow;
  readonly latest: StandingMeasurement;
  readonly others: readonly StandingMeasurement[];
}
/** What was measured, against baseline and target. */
export interface MeasuredProgress {
  readonly periods: readonly MeasuredPeriod[];
  /** Where it adds up, the sum of periods that do not overlap; else what the last period's latest measurement says. */
  readonly soFar?: {
    readonly value: Decimal;
    readonly periods: number;
    /** Some of it was measured while its period was not over; so is then what is left to the target. */
    readonly interim: boolean;
  };
  /** Target less `soFar`. */
  readonly toTarget?: Decimal;
}

/** An open period begins before all others, or ends after them. */
const beginOf = ({ from = '' }: TimeWindow): string => from;
const endOf = ({ to = '9999' }: TimeWindow): string => to;
const byTime = (a: MeasuredPeriod, b: MeasuredPeriod): number => {
  const [left, right] = [a, b].map(({ period }) => `${endOf(period)} ${beginOf(period)}`) as [string, string];
  return left < right ? -1 : left > right ? 1 : 0;
};

function standingOf(one: MeasurementView, all: ReadonlyMap<string, MeasurementView>): StandingMeasurement {
  const { replaces: _r, reason: _w, replacedBy: _b, ...said } = one;
  const restatedFrom: StandingMeasurement['restatedFrom'][number][] = [];
  for (let later = one; later.replaces !== undefined;) {
    const before = all.get(later.replaces);
    if (!before) break;
    const { measurement, value } = before;
    const { recordedAt: until, reason } = later;
    restatedFrom.unshift({ measurement, value, until, ...(reason === undefined ? {} : { reason }) });
    later = before;
  }
  return { ...said, restatedFrom };
}

/** The periods of an indicator in the order of time, of each what was measured last and what others measured. */
function periodsOf({ unit, measurements }: CollectiveIndicatorView): MeasuredPeriod[] {
  const all = new Map(measurements.map((one) => [one.measurement, one]));
  const standing = measurements
    // In another unit it was measured by a former definition: it stays in the partnership's own view.
    .filter((one) => one.replacedBy === undefined && one.unit === unit)
    .map((one) => standingOf(one, all));
  const grouped = Map.groupBy(standing, ({ period }) => periodKey(period));
  return [...grouped.values()]
    .flatMap((ones): MeasuredPeriod[] => {
      const [latest, ...others] = ones.toReversed();
      return latest ? [{ period: latest.period, latest, others }] : [];
    })
    .sort(byTime);
}

const overlap = (periods: readonly MeasuredPeriod[]): boolean =>
  periods.some(({ period }, i) => {
    const before = periods[i - 1];
    return before !== undefined && beginOf(period) <= endOf(before.period);
  });

function soFarOf(aggregation: string, periods: readonly MeasuredPeriod[]): MeasuredProgress['soFar'] {
  const last = periods.at(-1);
  if (!last) return undefined;
  if (aggregation !== 'sum') return { value: last.latest.value, periods: 1, interim: last.latest.interim };
  // Added up, what two periods share would count twice.
  if (overlap(periods)) return undefined;
  return {
    value: decimal.sum(periods.map(({ latest }) => latest.value)),
    periods: periods.length,
    interim: periods.some(({ latest }) => latest.interim),
  };
}

export function measuredProgress(indicator: CollectiveIndicatorView): MeasuredProgress {
  const periods = periodsOf(indicator);
  const soFar = soFarOf(indicator.aggregation, periods);
  const toTarget =
    soFar && indicator.target ? { toTarget: decimal.subtract(indicator.target.value, soFar.value) } : {};
  return { periods, ...(soFar ? { soFar } : {}), ...toTarget };
}

/** The version that stands of a measurement: of the last that corrects it, if any does. */
export function presentVersion(
  indicators: readonly CollectiveIndicatorView[],
  measurement: string,
): number | undefined {
  const all = new Map(
    indicators.flatMap(({ measurements }) => measurements.map((one) => [one.measurement, one] as const)),
  );
  let found = all.get(measurement);
  while (found?.replacedBy !== undefined) found = all.get(found.replacedBy);
  return found?.version;
}
