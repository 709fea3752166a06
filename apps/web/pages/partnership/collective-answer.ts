import type { CollectiveProgress, Contribution, ObservationRow } from '#commitment';
import type { MeasuredPeriod, StandingMeasurement } from '#partnership';
import type { Names, OfMoment } from '../../answers.ts';

/** A measurement, and what others say of it. */
export interface Measured extends StandingMeasurement {
  readonly observed: readonly (ObservationRow & { readonly ofEarlierVersion?: boolean; named?: Names })[];
}
export interface Period extends Omit<MeasuredPeriod, 'latest' | 'others'> {
  readonly latest: Measured;
  readonly others: readonly Measured[];
}
export interface Indicator extends Omit<CollectiveProgress, 'measured' | 'contributed'> {
  readonly measured: Omit<CollectiveProgress['measured'], 'periods'> & {
    readonly periods: readonly Period[];
  };
  readonly contributed: {
    readonly count: number;
    readonly contributions: readonly Contribution[];
    readonly ledger: string;
  };
}
export interface Progress extends OfMoment {
  readonly indicators: readonly Indicator[];
}
