import { digestOf, event, type Entity, type StoredEvent } from '#kernel';
import type { CategoryValue, IndicatorPlan, TimeWindow } from '#vocabulary';
import { put, toEntry, type Entries, type Entry } from './entry.ts';
import type { DataOf } from './events.ts';

type Defined = Pick<IndicatorPlan, 'unit' | 'aggregation'>;

/** A guard beside the book: what a commitment that contributes needs to know, without waiting on the partnership. */
export const CollectiveIndicatorOpened = event<{ partnership: string; indicator: string } & Defined>()(
  'CollectiveIndicatorOpened',
  'guard',
);
/** An indicator's id is the caller's own, and so no part of a stream's name as it is. */
export const indicatorStream = (partnership: string, indicator: string): string =>
  `${partnership}-indicator-${digestOf(indicator)}`;

export const CollectiveIndicator: Entity<Defined> = {
  kind: 'indicator',
  stream: ({ partnership, indicator }: { partnership: string; indicator: string }) =>
    indicatorStream(partnership, indicator),
  evolve: {
    CollectiveIndicatorOpened: (_, { data: { unit, aggregation } }: { data: Defined }) => ({
      unit,
      aggregation,
    }),
  },
};

/**
 * A participant measured a collective indicator, in the unit that was adopted. It says nothing about who brought the
 * value about. `replaces` is an earlier measurement of the same organisation that this one corrects.
 */
export const CollectiveIndicatorMeasured = event<{
  partnership: string;
  measurement: string;
  indicator: string;
  period: TimeWindow;
  value: string;
  unit: string;
  disaggregation?: readonly CategoryValue[];
  method: string;
  source: string;
  measuredBy: string;
  replaces?: string;
  reason?: string;
  version: number;
}>()('CollectiveIndicatorMeasured', 'public');

export interface Measurement extends Entry<DataOf<typeof CollectiveIndicatorMeasured>> {
  readonly recordedAt: string;
  /** The measurement that corrects it. */
  readonly replacedBy?: string;
}
export interface Measured {
  readonly measurements: Entries<Measurement>;
}

export function measured<S extends Measured>(
  state: S,
  event: StoredEvent<string, DataOf<typeof CollectiveIndicatorMeasured>>,
): S {
  const { measurement, replaces } = event.data;
  const before = replaces === undefined ? undefined : state.measurements.get(replaces);
  const measurements = put(state.measurements, measurement, {
    ...toEntry(event, event.data),
    recordedAt: event.metadata['recordedAt'] ?? '',
  });
  return {
    ...state,
    measurements:
      before && replaces !== undefined
        ? put(measurements, replaces, { ...before, replacedBy: measurement })
        : measurements,
  };
}
