import type { Count, Day, EntryId } from '#vocabulary';
import type { CommitmentState, Entry } from './commitment.ts';
import { judgedBy, movesIn, type DatedValue } from './series.ts';
import { goesOn, isOwnOn, statusOn } from './status.ts';

export interface MilestoneRow {
  readonly entry: EntryId;
  readonly title: string;
  /** When it is due, by what was recorded by the day asked for. */
  readonly due: Day;
  /** As its owner first planned or confirmed it, where that was another day. */
  readonly firstDue?: Day;
  /** How many times its owner moved it to another day, mends included. */
  readonly moved: Count;
  readonly reachedOn?: Day;
  /**
   * Not reached by its due date, or reached after it: derived, never recorded. None that was due before its owner
   * confirmed the record.
   */
  readonly late: boolean;
}
export interface Milestones {
  readonly planned: Count;
  readonly reached: Count;
  readonly late: Count;
  /** When the next is due that is not reached and counts; none of what has ended. */
  readonly next?: Day;
  readonly list: readonly MilestoneRow[];
}

const isReachedOn = ({ reachedOn }: Entry, date: string): boolean =>
  reachedOn !== undefined && reachedOn <= date;

type Due = Pick<DatedValue<string>, 'value' | 'attributed'>;

/** The days a milestone was due on, one after the other, by what was recorded by a day; the last stands. */
function duesBy({ own, values, dueUntil = [], moved }: Entry, date: string): readonly Due[] {
  const mended = dueUntil.filter(({ day }) => day <= date).map(({ due }) => due);
  const planned = dueUntil.find(({ day }) => day > date)?.due ?? values.due ?? '';
  // Planned by its owner, or recorded about it; what it was before a mend is kept of its owner's mends alone.
  const [first = planned, ...later] = [...mended, planned];
  const said: Due = own ? { value: first } : { value: first, attributed: true };
  return [said, ...later.map((value) => ({ value })), ...judgedBy(moved, date)];
}
const dueBy = (entry: Entry, date: string): string => duesBy(entry, date).at(-1)?.value ?? '';

/**
 * From which day on a due day counts: of a record that its owner confirmed by the day asked for, the day of that, since
 * nobody is late by the time before. Until then it is told as of the record.
 */
const countsFrom = (state: CommitmentState, date: string): string =>
  (isOwnOn(state, date) ? state.confirmedOn : undefined) ?? '';

/** When a milestone is asked for, the last day that counts, and the first that a due day counts from. */
interface Asked {
  readonly date: string;
  readonly over: string;
  readonly from: string;
}

function milestoneRow(entry: Entry, { date, over, from }: Asked): MilestoneRow {
  const dues = duesBy(entry, date);
  const { first: firstDue, moves } = movesIn(dues, (a, b) => a === b);
  const due = dues.at(-1)?.value ?? '';
  const reachedOn = isReachedOn(entry, date) ? entry.reachedOn : undefined;
  return {
    entry: entry.entry,
    title: entry.values.title ?? '',
    due,
    ...(firstDue === due || firstDue === undefined ? {} : { firstDue }),
    moved: moves.length,
    ...(reachedOn === undefined ? {} : { reachedOn }),
    late: due >= from && (reachedOn ?? over) > due,
  };
}

/** @param over the last day that counts: the day asked for, or that of an ending before it */
export function milestonesOn(state: CommitmentState, date: string, over: string): Milestones {
  const list = state.entries
    .filter(({ kind, on }) => kind === 'milestone' && on <= date)
    .map((entry) => milestoneRow(entry, { date, over, from: countsFrom(state, date) }))
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

/**
 * Whether one is late whatever day it is: it was reached after it was due, or was not when the promise ended. Which others
 * are is told by the day it is (`duesOn`).
 */
export function isLateForGood(state: CommitmentState, date: string): boolean {
  const ended = state.ended && state.ended.on <= date ? state.ended.on : undefined;
  const { list } = milestonesOn(state, date, ended ?? date);
  return list.some(({ late, reachedOn }) => late && (reachedOn ?? ended) !== undefined);
}

/** A milestone that is to be reached yet. */
export interface Awaited {
  readonly entry: EntryId;
  readonly title: string;
  readonly due: Day;
}
/**
 * The milestones that are not reached, in the order they were planned; none of what has ended, nor of what was due before
 * its owner confirmed it.
 */
export function awaitedOn(state: CommitmentState, date: string): Awaited[] {
  if (!goesOn(statusOn(state, date))) return [];
  return state.entries
    .filter((entry) => entry.kind === 'milestone' && entry.on <= date && !isReachedOn(entry, date))
    .map((entry) => ({ entry: entry.entry, title: entry.values.title ?? '', due: dueBy(entry, date) }))
    .filter(({ due }) => due >= countsFrom(state, date));
}

/** The days on which they are due, the earliest first. */
export const duesOn = (state: CommitmentState, date: string): string[] =>
  awaitedOn(state, date)
    .map(({ due }) => due)
    .sort();

/** When the next milestone is due that is not reached; none of what has ended. */
export const nextDueOn = (state: CommitmentState, date: string): string | undefined => duesOn(state, date)[0];
