import { addDays } from '#kernel';
import type { Count, Day } from '#vocabulary';
import type { CommitmentState, Entry } from './commitment.ts';
import { judgedBy, movesIn } from './series.ts';
import { goesOn, isOwnOn, statusOn } from './status.ts';

/** From when on the next report is awaited, and how often. */
export interface Reporting {
  /** The last self-report in time; before one, the day it was promised, or confirmed. */
  readonly from: Day;
  readonly awaits: 'first' | 'next';
  /** As its owner states it. */
  readonly everyMonths?: Count;
  /** How many times its owner stretched its own rhythm. */
  readonly stretched: Count;
  /** A self-report of a later day that was recorded too late to be in time: it breaks the silence, no more. */
  readonly lateReport?: Day;
}

/** So many days after its own day a self-report may be recorded, and is in time. */
const DAYS_TO_RECORD = 30;
type Told = Pick<Entry, 'on' | 'recordedOn'>;

/** Whether a report was recorded soon enough after the day it gives itself. */
export const isInTime = ({ on, recordedOn = on }: Told): boolean => recordedOn <= addDays(on, DAYS_TO_RECORD);

/** Whether there is a report by a day: from its own day on, or from its recording where that was too late. */
export const isHeardBy = (report: Told, date: string): boolean =>
  report.on <= date && (isInTime(report) || (report.recordedOn ?? report.on) <= date);

const ownReports = ({ entries }: CommitmentState, date: string): Entry[] =>
  entries.filter(({ kind, own, on }) => kind === 'report' && own && on <= date);

const lastDay = (reports: readonly Told[]): string | undefined =>
  reports.reduce<string | undefined>(
    (last, { on }) => (last === undefined || on > last ? on : last),
    undefined,
  );

/** How many reports there are on a day, and of the owner's own, how many were recorded too late; and the last day. */
export function reportsOn(state: CommitmentState, date: string) {
  const own = ownReports(state, date);
  const last = lastDay(own);
  return {
    reports: state.entries.filter(({ kind, on }) => kind === 'report' && on <= date).length,
    lateReports: own.filter((report) => !isInTime(report)).length,
    ...(last === undefined ? {} : { lastSelfReport: last }),
  };
}

/** Nobody is waited for where nobody owns up to it, or where it has ended. */
export function reportingOn(state: CommitmentState, date: string): Reporting | undefined {
  if (!isOwnOn(state, date) || !goesOn(statusOn(state, date))) return undefined;
  const begun =
    state.confirmedOn !== undefined && state.confirmedOn > state.on ? state.confirmedOn : state.on;
  const heard = ownReports(state, date).filter((report) => isHeardBy(report, date));
  const inTime = lastDay(heard.filter(isInTime));
  const from = inTime ?? begun;
  const late = lastDay(heard);
  const rhythms = judgedBy(state.said.reportEveryMonths, date);
  const everyMonths = rhythms.at(-1)?.value;
  const { moves } = movesIn(rhythms, (a, b) => a === b);
  return {
    from,
    awaits: inTime === undefined ? 'first' : 'next',
    ...(everyMonths ? { everyMonths } : {}),
    stretched: moves.filter(({ from: before, to }) => to > before).length,
    ...(late !== undefined && late > from ? { lateReport: late } : {}),
  };
}
