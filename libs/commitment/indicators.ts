import { decimal } from '#kernel';
import { isInterim } from '#partnership';
import type { Day, Decimal } from '#vocabulary';
import type { Entry } from './commitment.ts';
import type { IndicatorPlan, IndicatorValue } from '#vocabulary';
import type { CommitmentIndicator } from './particulars.ts';

/** An indicator from baseline over the latest reported value to the target. */
export interface IndicatorRow extends CommitmentIndicator {
  readonly latest?: {
    /** What was reported last; of an indicator that adds up, the sum so far. */
    readonly value: Decimal;
    readonly on: Day;
    /** The last of it was said while its period was not over. */
    readonly interim: boolean;
    readonly disaggregation?: readonly CategorySum[];
  };
}
/** Of one category, over all reports that count. */
export interface CategorySum {
  readonly category: string;
  readonly value: Decimal;
}
type Reported = IndicatorValue & { readonly on: Day; readonly interim: boolean };

function reportedOf(id: string, entries: readonly Entry[]): Reported[] {
  return entries
    .flatMap((entry) => {
      const { kind, on, values } = entry;
      const interim = isInterim(entry, values.period);
      return kind === 'report'
        ? (values.values ?? [])
            .filter(({ indicator }) => indicator === id)
            .map((value) => ({ ...value, on, interim }))
        : [];
    })
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

export function addCategories(reported: readonly Pick<IndicatorValue, 'disaggregation'>[]): CategorySum[] {
  const sums = new Map<string, string>();
  for (const { category, value } of reported.flatMap(({ disaggregation = [] }) => disaggregation))
    sums.set(category, decimal.add(sums.get(category) ?? '0', value));
  return [...sums].map(([category, value]) => ({ category, value }));
}

function latestOf({ id, aggregation }: IndicatorPlan, entries: readonly Entry[]): IndicatorRow['latest'] {
  const reported = reportedOf(id, entries);
  const last = reported.at(-1);
  if (!last) return undefined;
  const counted = aggregation === 'sum' ? reported : [last];
  const disaggregation = addCategories(counted);
  return {
    value: decimal.sum(counted.map(({ value }) => value)),
    on: last.on,
    interim: last.interim,
    ...(disaggregation.length > 0 ? { disaggregation } : {}),
  };
}

/** The indicators planned, with what these entries report of them. */
export const indicatorsOn = (
  plans: readonly CommitmentIndicator[] | undefined,
  entries: readonly Entry[],
): IndicatorRow[] =>
  (plans ?? []).map((plan) => {
    const latest = latestOf(plan, entries);
    return latest ? { ...plan, latest } : plan;
  });
