import { addDays, addMonths } from '#kernel';
import type { Count, Day, EntryId } from '#vocabulary';
import type { CommitmentState } from './commitment.ts';
import { windowBy } from './delivery.ts';
import { awaitedOn, nextDueOn } from './milestones.ts';
import { reportingOn } from './reporting.ts';
import { rhythmOf } from './staleness.ts';
import { goesOn, statusOn } from './status.ts';

/** How often a report is awaited, and by whose word. */
export interface Rhythm {
  readonly everyMonths: Count;
  /** By an agreement that its owner endorsed, as its owner states, or where neither says anything. */
  readonly by: 'agreed' | 'stated' | 'default';
}
/** What is awaited next of a promise that goes on. */
export interface Due {
  /** None where no report is awaited: nobody owns up to it yet. */
  readonly rhythm?: Rhythm;
  /** The last day for the next report to be in time. */
  readonly report?: Day;
  /** Of the next milestone that is not reached. */
  readonly milestone?: Day;
  /** The last day of its own window. */
  readonly promise?: Day;
}

/** What comes with a day alone, by what was recorded until then. */
export type FallingDue =
  | { readonly what: 'report-due' | 'report-overdue' | 'promise-due'; readonly on: Day; readonly due: Day }
  | {
      readonly what: 'milestone-passed';
      readonly on: Day;
      readonly due: Day;
      readonly entry: EntryId;
      readonly title: string;
    };

/** @param agreed months between reports by the agreements that its owner endorsed */
function rhythmBy(stated: number | undefined, agreed: number | undefined): Rhythm {
  const everyMonths = rhythmOf(stated, agreed);
  if (agreed === everyMonths) return { everyMonths, by: 'agreed' };
  return { everyMonths, by: stated === undefined ? 'default' : 'stated' };
}

const promiseDueOn = (state: CommitmentState, date: string): string | undefined =>
  goesOn(statusOn(state, date)) ? windowBy(state, date)?.to : undefined;

/** @param agreed months between reports by the agreements that its owner endorsed */
export function nextDuesOn(state: CommitmentState, agreed: number | undefined, date: string): Due {
  const reporting = reportingOn(state, date);
  const rhythm = reporting && rhythmBy(reporting.everyMonths, agreed);
  const report = reporting && rhythm && addMonths(reporting.from, rhythm.everyMonths);
  const milestone = nextDueOn(state, date);
  const promise = promiseDueOn(state, date);
  return {
    ...(rhythm ? { rhythm } : {}),
    ...(report === undefined ? {} : { report }),
    ...(milestone === undefined ? {} : { milestone }),
    ...(promise === undefined ? {} : { promise }),
  };
}

/**
 * Everything that comes with some day, before or after the one asked for: a report is due on the last day on which it is
 * in time, and overdue on the next; a milestone has passed, and a promise is due, with their last day.
 *
 * @param agreed months between reports by the agreements that its owner endorsed
 */
export function fallingDue(state: CommitmentState, agreed: number | undefined, date: string): FallingDue[] {
  const { report, promise } = nextDuesOn(state, agreed, date);
  const reports: FallingDue[] =
    report === undefined
      ? []
      : [
          { what: 'report-due', on: report, due: report },
          { what: 'report-overdue', on: addDays(report, 1), due: report },
        ];
  const milestones = awaitedOn(state, date).map((one): FallingDue => ({
    what: 'milestone-passed',
    on: one.due,
    ...one,
  }));
  const promises: FallingDue[] =
    promise === undefined ? [] : [{ what: 'promise-due', on: promise, due: promise }];
  return [...reports, ...milestones, ...promises];
}
