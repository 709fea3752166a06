import { randomUUID } from 'node:crypto';
import { setTimeout as later } from 'node:timers/promises';
import {
  AppendConsistencyViolationError,
  BACKWARDS,
  END,
  jsonEvent,
  NO_STREAM,
  STREAM_STATE,
  type AppendRecordInput,
  type ConsistencyCheck,
  type KurrentDBClient,
} from '@kurrent/kurrentdb-client';
import { Conflict, encoded, notEmpty, ofAnotherSource, orderOf } from '#event-store';
import type { StoredEvent } from '#kernel';
import { MOST, PATIENCE } from './appends.ts';
import type { Categories } from './categories.ts';
import { answering, isPassing, isTooLarge, unavailable } from './failures.ts';
import { OF_LEADER, type Reading } from './reading.ts';
import { recordOf } from './records.ts';

/** Notes what is restored, in no category: neither a store's reads tell of it nor the index of categories. */
const NOTES = 'pledgebook_restoring';
const [BEGUN, ENDED] = ['restoring-begun', 'restoring-ended'];

/** What was noted last. */
interface Note {
  readonly revision: bigint;
  /** By which the source is known of what is restored and not whole yet; undefined once it is. */
  readonly source: string | undefined;
}
/** An event, ready to be sent. */
interface Ready {
  readonly event: StoredEvent;
  readonly input: AppendRecordInput;
  readonly size: number;
}

/**
 * Puts events of another store into this one, as they are. The server cannot be told to expect that a log ends somewhere,
 * only that its streams do: what somebody else writes to other streams just between a look at the end and an append is
 * found when both stores are compared.
 */
export class Restoration {
  private readonly stream: string;

  /** @param name of the store, for people */
  constructor(
    private readonly client: KurrentDBClient,
    private readonly reading: Reading,
    private readonly categories: Categories,
    private readonly name: string,
  ) {
    this.stream = reading.names.onServer(NOTES);
  }

  /** By which the source is known of what is restored here and not whole yet; undefined of any other store. */
  async source(): Promise<string | undefined> {
    return (await this.note())?.source;
  }

  async begin(source: string): Promise<void> {
    const note = await this.note();
    if (note?.source === source) return;
    if (note?.source !== undefined) throw ofAnotherSource(this.name);
    const ends = await Promise.all([this.last('events'), this.last('sealed')]);
    if (ends.some((end) => end !== undefined)) throw notEmpty(this.name);
    // Where another process noted something meanwhile, it is looked at.
    if (!(await this.mark(BEGUN, { source }, note))) await this.begin(source);
  }

  async end(): Promise<void> {
    const note = await this.note();
    if (note?.source !== undefined && !(await this.mark(ENDED, {}, note))) await this.end();
  }

  /** A page is one call, or several where it is larger than one takes: then it goes on within the page. */
  async restore(events: readonly StoredEvent[], after: string | undefined): Promise<void> {
    const order = orderOf(events);
    if ((await this.source()) === undefined) throw new Conflict([]);
    const last = await this.last(order);
    const there = events.findIndex(({ id }) => id === last) + 1;
    if (there === 0 && last !== after) throw new Conflict([]);
    refuseAmiss(events);
    const ready = events.slice(there).map((event) => this.ready(event));
    for (const part of partsOf(ready)) {
      const end = part.at(-1)?.event.id;
      const isThere = async () => (await this.last(order)) === end;
      if (!(await this.send(part, this.checksOf(part))) && !(await isThere())) throw new Conflict([]);
    }
  }

  private ready(event: StoredEvent): Ready {
    const { recordedAt, ...metadata } = event.metadata;
    const { stream } = event;
    const [one] = encoded({ stream, expected: 'any', events: [{ ...event, metadata }] });
    if (!one || recordedAt === undefined)
      throw new Error(`${event.id} has no recorded time: it cannot stand here as it is`);
    const input = recordOf(this.reading.names, { stream, event: one, recordedAt });
    return { event, input, size: Buffer.byteLength(one.text) };
  }

  /** Each stream ends where its first event here follows. */
  private checksOf(part: readonly Ready[]): ConsistencyCheck[] {
    const firsts = new Map(
      part.toReversed().map(({ event, input }) => [input.streamName, event.revision] as const),
    );
    return [...firsts].map(([streamName, revision]) => stateCheck(streamName, BigInt(revision) - 1n));
  }

  /** What stands last in an order. */
  private async last(order: 'events' | 'sealed'): Promise<string | undefined> {
    return order === 'events'
      ? (await this.reading.latest()).event?.id
      : (await this.categories.newest(1))[0]?.id;
  }

  private note(): Promise<Note | undefined> {
    const last = { direction: BACKWARDS, fromRevision: END, maxCount: 1, ...OF_LEADER } as const;
    return answering(async () => {
      const notes: Note[] = [];
      for await (const { event } of this.client.readStream(this.stream, last)) {
        const { source } = (event?.data ?? {}) as { readonly source?: string };
        if (event) notes.push({ revision: event.revision, source });
      }
      return notes[0];
    });
  }

  private mark(type: string, data: Readonly<Record<string, string>>, last: Note | undefined) {
    const record = jsonEvent({ id: randomUUID(), type, data, metadata: {} });
    const input = { streamName: this.stream, record };
    return this.send([{ input }], [stateCheck(this.stream, last?.revision ?? -1n)]);
  }

  /** Repeated with the same ids, a call of unknown outcome is carried out once. @returns false: a check did not hold */
  private async send(
    part: readonly Pick<Ready, 'input'>[],
    checks: readonly ConsistencyCheck[],
  ): Promise<boolean> {
    const records = part.map(({ input }) => input);
    for (let tried = 0, since = performance.now(); ; tried++)
      try {
        await this.client.appendRecords(records, [...checks]);
        return true;
      } catch (error) {
        if (error instanceof AppendConsistencyViolationError) return false;
        if (isTooLarge(error))
          throw new RangeError('an event is larger than KurrentDB takes', { cause: error });
        if (!isPassing(error)) throw error;
        if (performance.now() - since > PATIENCE) throw unavailable(error);
        await later(Math.min(20 * 2 ** tried, 500));
      }
  }
}

/** @param revision of the last event; -1: there is none */
const stateCheck = (streamName: string, revision: bigint): ConsistencyCheck => ({
  type: STREAM_STATE,
  streamName,
  expectedState: revision < 0n ? NO_STREAM : revision,
});

/** What the server would not see: it knows ids of a stream alone, and gives revisions by itself. */
function refuseAmiss(events: readonly StoredEvent[]): void {
  const ids = new Set<string>();
  const revisions = new Map<string, number>();
  for (const { id, stream, revision } of events) {
    if (ids.has(id)) throw new Error(`${id} stands twice: it cannot stand here as it is`);
    if ((revisions.get(stream) ?? revision - 1) + 1 !== revision)
      throw new Error(`${id} does not follow in its stream: it cannot stand here as it is`);
    ids.add(id);
    revisions.set(stream, revision);
  }
}

/** As few calls as take them all. */
function partsOf(ready: readonly Ready[]): Ready[][] {
  const parts: Ready[][] = [];
  let part: Ready[] = [];
  let size = 0;
  for (const one of ready) {
    if (part.length === 0 || size + one.size > MOST) {
      parts.push((part = []));
      size = 0;
    }
    part.push(one);
    size += one.size;
  }
  return parts;
}
