import { addMonths, type StoredEvent } from '#kernel';

/* What is late, silent or over, counted again from stored events, as `recount.ts` does. */

// oxlint-disable-next-line typescript/no-explicit-any -- events as they are stored
type Data = any;
export type Delivery = 'undated' | 'ahead' | 'running' | 'over' | 'fulfilled' | 'ended';
export type Staleness = 'not-due' | 'current' | 'late' | 'silent';

const effectiveOn = ({ metadata }: StoredEvent): string => metadata['effectiveOn'] ?? '';
export const recordedOn = ({ metadata }: StoredEvent): string => (metadata['recordedAt'] ?? '').slice(0, 10);
const isOver = (status: string): boolean => status !== 'open' && status !== 'suspended';

/** Window and rhythm that a day is judged by: what an owner changes counts from its recording. */
export function judgedOn(own: readonly StoredEvent[], date: string): Data {
  const confirmed = own.findIndex(({ type }) => type === 'AttributionConfirmed');
  const others = (own[0]?.data as Data | undefined)?.attributed
    ? confirmed < 0
      ? own.length
      : confirmed
    : 1;
  const counted = own.filter(
    (event, i) => effectiveOn(event) <= date && (i < others || recordedOn(event) <= date),
  );
  const judged: Data = {};
  for (const { type, data } of counted.toSorted((a, b) =>
    effectiveOn(a) < effectiveOn(b) ? -1 : effectiveOn(a) > effectiveOn(b) ? 1 : 0,
  ) as Data[])
    Object.assign(judged, type === 'CommitmentAmended' ? data.after : (data.details ?? {}));
  return judged;
}

export function deliveryOf(status: string, { from, to }: Data, date: string): Delivery {
  if (isOver(status)) return status === 'fulfilled' ? 'fulfilled' : 'ended';
  if (to === undefined) return 'undated';
  if (date > to) return 'over';
  return from > date ? 'ahead' : 'running';
}

const daysBetween = (earlier: string, later: string): number =>
  (Date.parse(later) - Date.parse(earlier)) / 86_400_000;

interface Reporting {
  readonly own: boolean;
  readonly status: string;
  /** The day it was promised, or confirmed. */
  readonly begun: string;
  readonly months: number;
  readonly reports: readonly { readonly on: string; readonly recordedOn: string }[];
}
export function stalenessOf(
  { own, status, begun, months, reports }: Reporting,
  date: string,
): Staleness | undefined {
  if (!own || isOver(status)) return undefined;
  const inTime = reports.filter((one) => daysBetween(one.on, one.recordedOn) <= 30);
  const heard = [...inTime, ...reports.filter((one) => one.recordedOn <= date)];
  const lastOf = (days: readonly { readonly on: string }[]) =>
    days
      .map(({ on }) => on)
      .sort()
      .at(-1);
  const last = lastOf(inTime) ?? begun;
  if (date <= addMonths(last, months)) return inTime.length > 0 ? 'current' : 'not-due';
  const lastHeard = [last, lastOf(heard) ?? begun].sort().at(-1) ?? begun;
  return date <= addMonths(lastHeard, 2 * months) ? 'late' : 'silent';
}
