import type { Count, Day, EntryId } from '#vocabulary';
import type { CommitmentState, Entry } from './commitment.ts';
import { judgedBy } from './series.ts';
import { goesOn, statusOn } from './status.ts';

export interface MilestoneRow {
  readonly entry: EntryId;
  readonly title: string;
  /** When it is due, by what was recorded by the day asked for. */
  readonly due: Day;
  /** As first planned, where that was another day. */
  readonly firstDue?: Day;
  /** How many times it was moved to another day, mends included. */
  readonly moved: Count;
  readonly reachedOn?: Day;
  /** Not reached by its due date, or reached after it: derived, never recorded. */
  readonly late: boolean;
}
export interface Milestones {
  readonly planned: Count;
  readonly reached: Count;
  readonly late: Count;
  /** When the next is due that is not reached; none of what has ended. */
  readonly next?: Day;
  readonly list: readonly MilestoneRow[];
}

const isReachedOn = ({ reachedOn }: Entry, date: string): boolean =>
  reachedOn !== undefined && reachedOn <= date;

/** The days a milestone was due on, one after the other, by what was recorded by a day; the last stands. */
function duesBy({ values, dueUntil = [], moved }: Entry, date: string): readonly string[] {
  const mended = dueUntil.filter(({ day }) => day <= date).map(({ due }) => due);
  const planned = dueUntil.find(({ day }) => day > date)?.due ?? values.due ?? '';
  const dues = [...mended, planned, ...judgedBy(moved, date)];
  return dues.filter((due, i) => i === 0 || due !== dues[i - 1]);
}
const dueBy = (entry: Entry, date: string): string => duesBy(entry, date).at(-1) ?? '';

function milestoneRow(entry: Entry, date: string, over: string): MilestoneRow {
  const dues = duesBy(entry, date);
  const [firstDue, due = ''] = [dues[0], dues.at(-1)];
  const reachedOn = isReachedOn(entry, date) ? entry.reachedOn : undefined;
  return {
    entry: entry.entry,
    title: entry.values.title ?? '',
    due,
    ...(firstDue === due || firstDue === undefined ? {} : { firstDue }),
    moved: dues.length - 1,
    ...(reachedOn === undefined ? {} : { reachedOn }),
    late: (reachedOn ?? over) > due,
  };
}

/** @param over the last day that counts: the day asked for, or that of an ending before it */
export function milestonesOn(state: CommitmentState, date: string, over: string): Milestones {
  const list = state.entries
    .filter(({ kind, on }) => kind === 'milestone' && on <= date)
    .map((entry) => milestoneRow(entry, date, over))
    .sort((a, b) => (a.due < b.due ? -1 : 1));
  const next = nextDueOn(state, date);
  return {
    planned: list.length,
    reached: list.filter(({ reachedOn }) => reachedOn !== undefined).length,
    late: list.filter(({ late }) => late).length,
    ...(next === undefined ? {} : { next }),
    list,
  };
}

/** The days on which milestones are due that are not reached, the earliest first; none of what has ended. */
export function duesOn(state: CommitmentState, date: string): string[] {
  if (!goesOn(statusOn(state, date))) return [];
  return state.entries
    .filter((entry) => entry.kind === 'milestone' && entry.on <= date && !isReachedOn(entry, date))
    .map((entry) => dueBy(entry, date))
    .sort();
}

/** When the next milestone is due that is not reached; none of what has ended. */
export const nextDueOn = (state: CommitmentState, date: string): string | undefined => duesOn(state, date)[0];
