import { refuse, type Refusal } from '#kernel';
import type { IndicatorPlan, TimeWindow } from '#vocabulary';

/** A period that runs backwards. */
export const refusePeriod = (period: TimeWindow | undefined, field: string): Refusal | undefined =>
  period?.from && period.to && period.to < period.from
    ? refuse('window-reversed', `"${field}" ends before it begins: "to" is not before "from".`, { field })
    : undefined;

/** A period's own text. All that has none is of one: the time that nobody named. */
export const periodKey = ({ from = '', to = '' }: TimeWindow = {}): string => `${from}/${to}`;

/** The day that something is said of, and the day it was recorded, where that is later. */
interface SaidOn {
  readonly on: string;
  readonly recordedOn?: string | undefined;
}
/**
 * Whether something is said of a period that is not over: of a day before its last, or on its last, which is in it. Of its
 * last day, but recorded after it, it is said of all of it. Where no end is said, nobody can tell.
 */
export const isInterim = ({ on, recordedOn = on }: SaidOn, period: TimeWindow | undefined): boolean =>
  period?.to !== undefined && (on < period.to || (on === period.to && recordedOn <= on));

/** What is expected of an indicator, said twice of a period, or of one that runs backwards. */
export function refuseExpected(
  { id, expected = [] }: Pick<IndicatorPlan, 'id' | 'expected'>,
  field: string,
): Refusal | undefined {
  const periods = expected.map(({ period }) => periodKey(period));
  if (new Set(periods).size < periods.length)
    return refuse('period-twice', `Say once what is expected of "${id}" in a period.`, { field });
  return expected.map(({ period }) => refusePeriod(period, field)).find(Boolean);
}
