import { add } from '../../../../libs/kernel/decimal.ts';
import type { LedgerRow } from '#commitment';
import { pointOf, type Point } from '../../parts/point.ts';

type Indicator = LedgerRow['indicators'][number];
/** One indicator in one period, as the question on progress tells it. */
export interface Progress {
  readonly indicator: Pick<Indicator, 'id'>;
  readonly period?: { readonly from?: string; readonly to?: string };
  readonly expected?: { readonly value: string };
  readonly reported?: { readonly value: string };
  readonly reports: readonly {
    readonly entry: string;
    readonly value: string;
    readonly effectiveOn: string;
    readonly interim: boolean;
    readonly recordedAt: string;
    readonly restatedFrom: readonly {
      readonly value?: string;
      readonly how: 'corrected' | 'restated';
      readonly until: string;
      readonly reason: string;
    }[];
  }[];
  /** All of it was said while the period was not over. */
  readonly interim: boolean;
  readonly awaited: boolean;
}

/** What had been reported by each day: the sum so far of an indicator that adds up, else what was reported last. */
export function reportedOver(
  { id, aggregation }: Pick<Indicator, 'id' | 'aggregation'>,
  rows: readonly Progress[],
) {
  const reports = rows
    .filter(({ indicator }) => indicator.id === id)
    .flatMap((row) => row.reports)
    .sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : 0));
  let sum = '0';
  const points = reports.map(({ effectiveOn, value, interim }): Point => {
    sum = aggregation === 'sum' ? add(sum, value) : value;
    return pointOf(effectiveOn, sum, interim);
  });
  return [...new Map(points.map((point) => [point.on, point])).values()];
}
