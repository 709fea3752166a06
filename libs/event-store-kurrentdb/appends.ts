import { setTimeout as after } from 'node:timers/promises';
import {
  AppendConsistencyViolationError,
  NO_STREAM,
  STREAM_EXISTS,
  STREAM_STATE,
  type AppendRecordsResult,
  type AppendStreamState,
  type ConsistencyCheck,
  type KurrentDBClient,
} from '@kurrent/kurrentdb-client';
import {
  Conflict,
  encoded,
  holds,
  isSealed,
  positionOf,
  receiptOf,
  START,
  type Appended,
  type Check,
  type ClockWatch,
  type Encoded,
  type Expected,
  type LogClock,
  type Receipt,
  type Write,
} from '#event-store';
import { now, observed, type Clock, type StoredEvent } from '#kernel';
import { isPassing, isTooLarge, unavailable } from './failures.ts';
import { latestOf } from './page.ts';
import type { Reading } from './reading.ts';
import { recordOf, storedAt, type Stamped } from './records.ts';

/** For so long a call of unknown outcome is repeated, in milliseconds; then it is the caller's to repeat. */
export const PATIENCE = 5_000;
/** A call takes 64 MiB; beyond, the server answers with an error that says nothing. */
export const MOST = 60 * 1024 * 1024;
/** So far back from its end a stream is looked through for an append that may be there already. */
const BACK = 16;
/** So many appends of unknown outcome are remembered. */
const UNKNOWN = 10_000;

/** What is asked, ready to be sent. */
interface Asked {
  readonly writes: readonly (Write & { readonly events: readonly Encoded[] })[];
  readonly checks: readonly Check[];
  readonly stamped: readonly Stamped[];
}
/** What the server is told to expect, and of which streams that was looked up first. */
interface Expectations {
  readonly checks: readonly (ConsistencyCheck & { readonly of: Check })[];
  readonly lookedUp: ReadonlySet<string>;
}

/** Appends by one kind of call, which has one kind of conflict. */
export class Appends {
  /** Appends whose outcome nobody learned, by their first event: what is there of them is looked for. */
  private readonly unknown = new Set<string>();
  private readonly recorded = { sealed: '', others: '' };
  private last = START;

  constructor(
    private readonly client: KurrentDBClient,
    private readonly reading: Reading,
    private readonly time: { readonly clock: Clock; readonly watch: ClockWatch | undefined },
  ) {}

  /** Goes on from the end of the log: nothing is recorded before what was there. */
  async begin(): Promise<void> {
    const { event, last } = await this.reading.latest();
    this.last = last;
    this.recorded.others = event?.metadata['recordedAt'] ?? '';
  }

  async append(writes: readonly Write[], checks: readonly Check[]): Promise<Appended> {
    const { clock, last } = this.timeNow();
    const wrong = this.time.watch?.troubleOf(clock, last);
    if (wrong) throw wrong;
    const asked = this.asked(writes, checks);
    const first = this.unknown.has(firstOf(asked)) ? await this.firstAnswer(asked) : undefined;
    if (first) return first;
    for (;;) {
      const expectations = await this.expectations(asked);
      if ('events' in expectations) return expectations;
      try {
        const began = now();
        const appended = await this.send(asked, expectations);
        if (observed.batch.isHeard) observed.batch.tell({ appends: 1, began, ended: now() });
        return appended;
      } catch (error) {
        if (!(error instanceof AppendConsistencyViolationError)) throw error;
        const violations = violationsOf(error, expectations);
        if (violations.length > 0) throw new Conflict(violations, { cause: error });
        // Others wrote, between, to what may be written to after anything: it is looked at anew.
      }
    }
  }

  /** What this process's clock shows, and when it was recorded last what it knows of. */
  timeNow(): LogClock {
    const { sealed, others } = this.recorded;
    return {
      clock: this.time.clock.now().getTime(),
      last: Date.parse(others > sealed ? others : sealed) || 0,
    };
  }

  private asked(writes: readonly Write[], checks: readonly Check[]): Asked {
    const ready = writes.map((write) => ({ ...write, events: encoded(write) }));
    const stamped = ready.flatMap(({ stream, events }) => {
      const recordedAt = this.stamp(isSealed(stream) ? 'sealed' : 'others');
      return events.map((event): Stamped => ({ stream, event, recordedAt }));
    });
    const size = stamped.reduce((sum, { event }) => sum + Buffer.byteLength(event.text), 0);
    if (size > MOST) throw new RangeError(`an append is larger than KurrentDB takes at once: ${size} bytes`);
    return { writes: ready, checks, stamped };
  }

  /** By this process's clock, and never back: what others record may lie a little before or after. */
  private stamp(order: 'sealed' | 'others'): string {
    const now = this.time.clock.now().toISOString();
    if (now > this.recorded[order]) this.recorded[order] = now;
    return this.recorded[order];
  }

  /**
   * What the server is told to expect. Every stream written has an exact revision, or none: without one a repeated call is
   * not sure to be known as such after a restart. Where the caller says no revision, or the stream stands there twice, of
   * which the server would look at one, it is looked up; and if the events turn out to be there, that is the answer.
   */
  private async expectations({ writes, checks, stamped }: Asked): Promise<Expectations | Appended> {
    const named = [...writes, ...checks].filter(({ expected }) => expected !== 'any');
    const byStream = Map.groupBy(named, ({ stream }) => stream);
    const loose = new Set(writes.filter(({ expected }) => !isExact(expected)).map(({ stream }) => stream));
    for (const [stream, its] of byStream) if (its.length > 1) loose.add(stream);
    if (loose.size === 0) return { checks: named.map((of) => this.check(of)), lookedUp: loose };

    const found = await Promise.all(
      [...loose].map((stream) => this.reading.stream(stream, { direction: 'backward', limit: BACK })),
    );
    const ids = new Set(found.flatMap(({ events }) => events.map(({ id }) => id)));
    const first = stamped.some(({ event }) => ids.has(event.id))
      ? await this.firstAnswer({ writes, checks, stamped })
      : undefined;
    if (first) return first;
    const revisions = new Map([...loose].map((stream, i) => [stream, found[i]?.events[0]?.revision ?? -1]));
    const broken = named.flatMap((of) => violation(of, revisions.get(of.stream)));
    if (broken.length > 0) throw new Conflict(broken);
    const stand = [...revisions].map(([stream, revision]): Check => {
      return { stream, expected: revision < 0 ? 'none' : { exact: revision } };
    });
    const others = named.filter(({ stream }) => !loose.has(stream));
    return { checks: [...stand, ...others].map((of) => this.check(of)), lookedUp: loose };
  }

  private check(of: Check): Expectations['checks'][number] {
    const streamName = this.reading.names.onServer(of.stream);
    return { type: STREAM_STATE, streamName, expectedState: stateOf(of.expected), of };
  }

  private async send(asked: Asked, { checks }: Expectations): Promise<Appended> {
    const records = asked.stamped.map((one) => recordOf(this.reading.names, one));
    const sent = checks.map(({ of: _, ...check }) => check);
    for (let tried = 0, since = performance.now(); ; tried++)
      try {
        return await this.answer(asked, await this.client.appendRecords(records, sent));
      } catch (error) {
        if (isTooLarge(error))
          throw new RangeError('an event is larger than KurrentDB takes', { cause: error });
        if (!isPassing(error)) throw error;
        this.remember(firstOf(asked));
        if (performance.now() - since > PATIENCE) throw unavailable(error);
        await after(Math.min(20 * 2 ** tried, 500));
        // What was carried out is known by its ids, and so would be the call; but this is sure.
        const first = await this.firstAnswer(asked).catch(() => undefined);
        if (first) return first;
      }
  }

  /**
   * The answer has one position for all, and is that of the first call where this one was a repetition. One event that is
   * surely new is told from it; whatever else is read.
   */
  private async answer(asked: Asked, { position, responses }: AppendRecordsResult): Promise<Appended> {
    const [one, ...others] = asked.stamped;
    const [response] = responses;
    const isNew = positionOf(position) > this.last && !this.unknown.has(firstOf(asked));
    this.last = latestOf(this.last, positionOf(position));
    if (one && response && others.length === 0 && isNew) {
      const place = { revision: Number(response.revision), position: positionOf(position) };
      const { event, receipt } = storedAt(one, place);
      return this.answered([event], [receipt]);
    }
    const ends = new Map(responses.map(({ streamName, revision }) => [streamName, Number(revision)]));
    const stored = await this.firstAnswer(asked, ends);
    if (stored) return stored;
    throw unavailable(new Error('what was appended is not there yet'));
  }

  /**
   * What an append answered, if its events are there.
   *
   * @param ends the last revision of each stream, where it is known: by the stream's name on the server
   * @throws Conflict some are there and others are not: these ids are of another append
   */
  private async firstAnswer(
    { writes }: Asked,
    ends?: ReadonlyMap<string, number>,
  ): Promise<Appended | undefined> {
    const found = await Promise.all(writes.map((write) => this.written(write, ends)));
    const events = found.flat();
    if (events.length === 0) return undefined;
    if (events.length < writes.flatMap((write) => write.events).length) throw new Conflict([]);
    return this.answered(events, events.map(receiptOf));
  }

  private async written(
    { stream, expected, events }: Write,
    ends?: ReadonlyMap<string, number>,
  ): Promise<StoredEvent[]> {
    const end = ends?.get(this.reading.names.onServer(stream));
    const from = end === undefined ? placeAfter(expected) : end - events.length + 1;
    const place =
      from === undefined ? ({ direction: 'backward', limit: BACK } as const) : { from, limit: events.length };
    const read = await this.reading.stream(stream, place);
    const there = new Map(read.events.map((event) => [event.id, event]));
    return events.flatMap(({ id }) => there.get(id) ?? []);
  }

  private async answered(events: readonly StoredEvent[], receipts: readonly Receipt[]): Promise<Appended> {
    const last = events.findLast(({ stream }) => !isSealed(stream)) ?? (await this.reading.latest()).event;
    return { position: last?.position ?? START, events, receipts };
  }

  private remember(first: string): void {
    this.unknown.add(first);
    if (this.unknown.size > UNKNOWN) this.unknown.delete(this.unknown.keys().next().value ?? '');
  }
}

const firstOf = ({ stamped }: Asked): string => stamped[0]?.event.id ?? '';
const isExact = (expected: Expected): boolean => expected === 'none' || typeof expected === 'object';
/** Where what was written on this expectation stands; undefined where that does not say. */
const placeAfter = (expected: Expected): number | undefined =>
  expected === 'none' ? 0 : typeof expected === 'object' ? expected.exact + 1 : undefined;

/** As a check says it: an exact revision is a bigint. `any` is none: the server refuses it as a check. */
const stateOf = (expected: Expected): AppendStreamState =>
  typeof expected === 'object' ? BigInt(expected.exact) : expected === 'none' ? NO_STREAM : STREAM_EXISTS;

const violation = ({ stream, expected }: Check, revision: number | undefined) =>
  revision === undefined || holds(expected, revision)
    ? []
    : [{ stream, expected, actual: revision < 0 ? ('none' as const) : revision }];

/** Those of a failed call that the caller's expectations are broken by; all that were checked are told, and in no order. */
const violationsOf = (
  { violations }: AppendConsistencyViolationError,
  { checks, lookedUp }: Expectations,
) => {
  const actual = new Map(violations.map(({ streamName, actualState }) => [streamName, actualState]));
  return checks.flatMap(({ streamName, of }) => {
    const state = actual.get(streamName);
    if (state === undefined || lookedUp.has(of.stream)) return [];
    return violation(of, typeof state === 'bigint' ? Number(state) : -1);
  });
};
