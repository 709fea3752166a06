import type { Changes } from '#event-store';

/**
 * Where a message stands: its number, from 1 without a gap, and its id. A cursor is both, so that one of another outbox, or
 * of what was taken back since, is told from one of this. Never leaves the system in clear.
 */
export interface Place {
  readonly number: number;
  readonly id: string;
}
/** Before the first message. */
export const BEGINNING: Place = { number: 0, id: '' };

/** A message as it was told: it is never changed. */
export interface Message {
  readonly place: Place;
  /** The partnership or organisation it is of, as a path: orders, numbers and keys are per source. */
  readonly source: string;
  /** Such as `pledgebook.commitment-made.v1`. */
  readonly type: string;
  /** The CloudEvent, as JSON: the same bytes at every door. */
  readonly text: string;
}

/** Which messages: all that are of everything named. */
export interface Filter {
  readonly types?: readonly string[] | undefined;
  readonly partnership?: string | undefined;
  /** Whom it concerns, or `not-stated`. */
  readonly organisation?: string | undefined;
  readonly commitment?: string | undefined;
}

/** Messages in order. */
export interface OutboxPage {
  readonly messages: readonly Message[];
  /** Go on after it: it lies past what the filter left out. */
  readonly last: Place;
  /** Nothing more was there when it was read. */
  readonly end: boolean;
}

/** A message on its way in; its number follows from the order. */
export interface NewMessage extends Omit<Message, 'place'> {
  readonly id: string;
  /** Counts the messages of its source, from 1. */
  readonly sequence: number;
  readonly partnership?: string | undefined;
  readonly organisation?: string | undefined;
  /** Of the event it tells of; of the last event before it, where it tells of the time alone. */
  readonly position: string;
  /** It tells of the time alone, and no event stands for it. */
  readonly ofTime?: boolean;
}

/** A message with all that is kept of it, as it is moved to another outbox. */
export interface KeptMessage extends NewMessage {
  readonly number: number;
}

/** Where the fold of messages stopped. */
export interface Stopped {
  readonly event: string;
  readonly message: string;
}

/** How far one version of the fold has come. */
export interface Fold {
  readonly version: number;
  /** Its messages are told; one that is being built tells nothing. */
  readonly isTelling: boolean;
  /** Every event up to and including this position is in. */
  readonly position: string;
  /** The id of the event that stands there. */
  readonly event: string;
  /** The last day that is closed (`YYYY-MM-DD`); empty before the first event. */
  readonly day: string;
  /** Grows with every write: by it, two who write know of each other. */
  readonly turn: number;
  readonly stopped?: Stopped;
}
export type Advance = Pick<Fold, 'position' | 'event' | 'day' | 'stopped'>;

/** A document of the fold's state. */
export interface StateChange {
  readonly key: string;
  /** As JSON; without it, it is removed. */
  readonly text?: string;
  readonly partnership?: string;
  /** The first day after the last closed one on which something may fall due. */
  readonly wakes?: string | undefined;
}
/** What is written at once: messages, state and checkpoint, all or nothing. */
export interface OutboxBatch {
  /** As it was when the batch was begun. */
  readonly fold: Fold;
  readonly to: Advance;
  readonly messages: readonly NewMessage[];
  readonly changes: readonly StateChange[];
  /** Partnerships whose promises are to be looked at again by this day, since their rhythm may be another. */
  readonly wake?: readonly { readonly partnership: string; readonly by: string }[];
}

/** The reading side: all that a door needs. */
export interface OutboxReader {
  /**
   * @param after where to go on
   * @throws NotHere another message stands there, or none
   */
  read(after: Place, options: { readonly limit: number; readonly filter?: Filter }): Promise<OutboxPage>;
  /** The last message. */
  last(): Promise<Place>;
  /** The last messages that there are, the latest first. */
  latest(filter: Filter, limit: number): Promise<readonly Message[]>;
  /**
   * Where to go on for who read the former feed up to a position of the log.
   *
   * @returns undefined: nothing was taken over from it up to there
   */
  afterFormer(position: string): Promise<Place | undefined>;
  /** How far every version of the fold is. */
  folds(): Promise<readonly Fold[]>;
  /** Tells that something may have been written, whoever wrote it. It only shortens a wait. */
  readonly changes: Pick<Changes, 'count' | 'after'>;
  close(): Promise<void>;
}

/**
 * The port to an outbox: public messages in order, written once and never changed, beside the state of the fold that they
 * come of. It is written in transactions that are durable once they are answered.
 */
export interface Outbox extends OutboxReader {
  /** Begins a version of the fold, at the beginning of the log. The first one tells; what is there already is answered. */
  begin(version: number): Promise<Fold>;
  /** The JSON texts of those documents of its state that are there. */
  load(version: number, keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Documents that are to be looked at by a day, those of the earliest days first. */
  waking(
    version: number,
    by: string,
    limit: number,
  ): Promise<readonly { readonly key: string; readonly text: string }[]>;
  /** The first day on which something is to be looked at; undefined: none. */
  nextWaking(version: number): Promise<string | undefined>;
  /** The sequence of the last message of each of these sources, where there is one. */
  sequences(sources: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /**
   * @returns the fold as it is then
   * @throws Overtaken somebody else has written, or another version tells
   */
  write(batch: OutboxBatch): Promise<Fold>;
  /**
   * Has a version tell from now on, in place of the one that does; the state of others is given up.
   *
   * @param building it, and the one that tells, as they were: both at one position
   * @throws Overtaken one of them has gone on
   */
  takeOver(building: Fold, telling: Fold): Promise<Fold>;
  /** Has a fold that stopped try again. */
  retry(): Promise<void>;
  /** Messages after a number, in order, with all that is kept of them. */
  kept(after: number, limit: number): Promise<readonly KeptMessage[]>;
  /** Messages of events, the latest first, from a number down: which of them the log still has. */
  newest(from: number, limit: number): Promise<readonly (Message & { readonly position: string })[]>;
  /**
   * Takes back what was told after a place, and the state of every fold: the log is not the one that it was told of. What
   * is taken back is kept apart, and told by no door.
   *
   * @param to the last message that stands; version 0 of the fold stands there then, and tells
   */
  goBack(to: { readonly place: Place } & Advance): Promise<void>;
}

/** Somebody else wrote: go on from what is stored. */
export class Overtaken extends Error {}

/** Another message stands at a place, or none: it is of another outbox, or was taken back. */
export class NotHere extends Error {
  constructor(readonly place: Place) {
    super(`no message ${place.id} stands at ${place.number}`);
  }
}

/**
 * The version of what was told before there was a fold here: the messages of the former feed, those that are left where the
 * log went back, or those of an outbox that was moved here. Every version takes over from it.
 */
export const FORMER = 0;

/** Whether messages are being taken over, of the former feed or of another outbox, and not all of them are there. */
export const isTakenOver = ({ version, isTelling, event }: Fold): boolean =>
  version === FORMER && isTelling && event === '';
