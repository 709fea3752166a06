import { refuse, type Refusal } from '#kernel';
import type { IndicatorPlan } from '#vocabulary';

/** A period that runs backwards. */
export const refusePeriod = (
  period: { readonly from?: string; readonly to?: string } | undefined,
  field: string,
): Refusal | undefined =>
  period?.from && period.to && period.to < period.from
    ? refuse('window-reversed', `"${field}" ends before it begins: "to" is not before "from".`, { field })
    : undefined;

/** What is expected of an indicator, said twice of a period, or of one that runs backwards. */
export function refuseExpected(
  { id, expected = [] }: Pick<IndicatorPlan, 'id' | 'expected'>,
  field: string,
): Refusal | undefined {
  const periods = expected.map(({ period: { from = '', to = '' } }) => `${from}/${to}`);
  if (new Set(periods).size < periods.length)
    return refuse('period-twice', `Say once what is expected of "${id}" in a period.`, { field });
  return expected.map(({ period }) => refusePeriod(period, field)).find(Boolean);
}
