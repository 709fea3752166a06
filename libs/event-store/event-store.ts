import { isSealed, SEALED, type Metadata, type NewEvent, type StoredEvent } from '#kernel';
import type { Receipt } from './canonical.ts';

/** What a decision relied on: the stream is missing, there, at exactly this revision; or it does not matter. */
export type Expected = 'none' | 'exists' | 'any' | { readonly exact: number };

/** An event on its way in: it has its id already, so that an append of unknown outcome can be repeated. */
export interface EventToAppend extends Omit<NewEvent, 'stream'> {
  readonly id: string;
  /** Without `recordedAt`, which the store stamps. */
  readonly metadata: Metadata;
}
export interface Write {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly EventToAppend[];
  /** Of a sealed stream: it is sealed as this other one is, and forgotten with it. */
  readonly sealedAs?: string;
}
/** An expectation on a stream that is not written. */
export interface Check {
  readonly stream: string;
  readonly expected: Expected;
}

export interface Appended {
  /** Of the last event; where all are sealed records, the head of the store. */
  readonly position: string;
  /** The events as stored, in the order given. */
  readonly events: readonly StoredEvent[];
  /** Of the events as stored, in the same order: told here, where their canonical form is at hand. */
  readonly receipts: readonly Receipt[];
}

/** Part of a stream, a category or the whole store, in order. */
export interface Page {
  readonly events: readonly StoredEvent[];
  /**
   * The page says all that there is up to and including this position; go on after it. It may lie past the last event
   * where the filter left some out.
   */
  readonly complete: string;
  /** Nothing more was there when it was read. */
  readonly end: boolean;
}

export interface ReadOptions {
  /** Events after this position; from the beginning without. */
  readonly after?: string;
  /** Events up to and including this position. */
  readonly upTo?: string;
  /** At most so many events; an engine has a limit of its own. */
  readonly limit?: number;
}
export interface TypedReadOptions extends ReadOptions {
  /** Only events of these types; `complete` goes on past what is left out. */
  readonly types?: readonly string[];
}

/**
 * The category of sealed records. Nothing that is told of the order of the store tells of them: `readAll`, `subscribe`,
 * `head` and `eventAt` pass over them, and the others' times are the same whether they are there or not. So are their
 * positions, where an engine keeps sealed records in an order of their own; where all share one order it leaves gaps in
 * which nothing stands. Read by stream, by id, or as a category, which has positions of its own.
 */
export { isSealed, SEALED };

/**
 * The port to an event store. Failures are `Conflict` or `Unavailable`, with the driver's error as cause.
 * Positions are strings of fixed width that sort in the order of the store.
 */
export interface EventStore {
  /**
   * Appends to one or several streams, all or nothing, if every expectation holds. Answers once it is durable. Repeated
   * with the same event ids it gives the first answer, even if an expectation no longer holds. The store stamps
   * `metadata.recordedAt` (ISO 8601, milliseconds, UTC), never earlier than its predecessor's; where several processes
   * stamp by clocks of their own, never earlier than what this one stamped before. A stream may stand in `writes` once.
   * One that cannot be stored harms no other.
   *
   * @throws Conflict an expectation does not hold
   * @throws WrongClock the clock that stamps cannot be right, where it is watched: nothing was recorded
   * @throws TypeError it holds what JSON cannot say, or text that UTF-8 cannot hold
   */
  append(writes: readonly Write[], checks?: readonly Check[]): Promise<Appended>;

  /** A stream from a revision on (forward), or back from it (backward, default: its end). Empty where it is missing. */
  readStream(
    stream: string,
    options?: {
      readonly from?: number;
      readonly direction?: 'forward' | 'backward';
      readonly limit?: number;
    },
  ): Promise<Page>;

  /** Everything whose stream name begins with `<category>-`, or what of it is of these types, in the order of the store. */
  readCategory(category: string, options?: TypedReadOptions): Promise<Page>;

  /** Everything but sealed records, or everything of these types, in the order of the store. */
  readAll(options?: TypedReadOptions): Promise<Page>;

  /**
   * A live tail after a position: never skips, never repeats, one page after another. An empty page with a later
   * `complete` reports progress past what the filter leaves out; `end` says that it has caught up. Ends when the signal
   * aborts.
   */
  subscribe(options: {
    readonly after?: string;
    readonly types?: readonly string[];
    readonly signal: AbortSignal;
  }): AsyncIterable<Page>;

  /** The position of the last event that is not sealed; `START` of an empty store. */
  head(): Promise<string>;

  /**
   * The id of the event that stands at a position, so that a position can be told from the same one in another log: ''
   * at `START`, undefined where no event stands there.
   *
   * @param of whose position it is: one of the store, or of the category of sealed records
   */
  eventAt(position: string, of?: typeof SEALED): Promise<string | undefined>;

  close(): Promise<void>;
}

/**
 * Where an event stands, and where a moment does. An engine may have it at hand; where it has not, it is told by a
 * projection like any other (`ProjectedIndex`).
 */
export interface EventIndex {
  /** An event by its id, sealed or not, as it is stored. Undefined only once all that is in the log has been looked at. */
  readEvent(id: string): Promise<StoredEvent | undefined>;

  /**
   * A moment as a position: the end of the longest prefix of the log in which nothing was recorded later.
   *
   * @throws Unavailable the index has not come to the end of the log yet
   */
  positionAt(moment: Date): Promise<string>;
}

/** Of an engine: what its clock shows, and when something was recorded last; milliseconds since 1970, 0 where nothing was. */
export interface LogClock {
  readonly clock: number;
  readonly last: number;
}

/** What every engine gives: the log, the newest of what is sealed, and the clock that stamps. */
export interface Log extends EventStore {
  /** What it would stamp now by, and what it stamped last. */
  clock(): Promise<LogClock>;

  /** The last so many sealed records, as they are stored, the latest first: by them the keys are held against the log. */
  newestSealed(count: number): Promise<readonly StoredEvent[]>;
}
/** A log, and where what stands in it is found. */
export interface IndexedLog extends Log, EventIndex {}

/** Before the first event. Positions are 20 decimal digits, so that every unsigned 64-bit number has one. */
export const START = '0'.repeat(20);
export const positionOf = (place: number | bigint): string => place.toString().padStart(20, '0');
/** Whether a position is beyond what a signed 64-bit number says: servers have none there, and fail when asked. */
export const isBeyondAll = (position: string): boolean => BigInt(position) >= 2n ** 63n;

/** An expectation did not hold. */
export class Conflict extends Error {
  constructor(
    readonly violations: readonly { stream: string; expected: Expected; actual: number | 'none' }[],
    options?: ErrorOptions,
  ) {
    super(`not as expected: ${violations.map((v) => v.stream).join(', ')}`, options);
  }
}
/** The engine cannot answer now; the same call may succeed later. */
export class Unavailable extends Error {
  /** It does not pass within seconds: nobody tries again by themselves, and whoever runs the book has to know. */
  readonly isLasting: boolean = false;
}
/** Nothing more can be written where a file stands; reading goes on. */
export class OutOfSpace extends Unavailable {
  override readonly isLasting = true;

  /** @param file its name */
  constructor(
    readonly file: string,
    options?: ErrorOptions,
  ) {
    super(`the disk that holds ${file} is full, or takes nothing more: nothing was recorded`, options);
  }
}
/** A file, or the folder it is in, may be read and not written to. */
export class ReadOnly extends Unavailable {
  override readonly isLasting = true;

  /** @param file its name */
  constructor(
    readonly file: string,
    options?: ErrorOptions,
  ) {
    super(`${file} cannot be written to, it or its folder is read-only: nothing was recorded`, options);
  }
}
/** Another program has held a file for longer than anybody waits. */
export class Busy extends Unavailable {
  override readonly isLasting = true;

  /** @param file its name */
  constructor(
    readonly file: string,
    options?: ErrorOptions,
  ) {
    super(`another program holds ${file}: nothing was recorded`, options);
  }
}
/** A file is not what was written to it. It is left as it is. */
export class Damaged extends Unavailable {
  override readonly isLasting = true;

  /** @param file its name */
  constructor(
    readonly file: string,
    options?: ErrorOptions,
  ) {
    super(`${file} is damaged, and was left as it is`, options);
  }
}
