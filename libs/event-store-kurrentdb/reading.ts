import {
  BACKWARDS,
  END,
  FORWARDS,
  START as BEGINNING,
  type Filter,
  type KurrentDBClient,
  type ReadAllOptions,
  type ReadPosition,
  type ReadStreamOptions,
} from '@kurrent/kurrentdb-client';
import {
  isBeyondAll,
  isSealed,
  positionOf,
  START,
  type EventStore,
  type Page,
  type TypedReadOptions,
} from '#event-store';
import type { StoredEvent } from '#kernel';
import { answering, isNoPosition } from './failures.ts';
import type { StreamNames } from './names.ts';
import { latestOf, PAGE, PageOf } from './page.ts';
import { eventOf } from './records.ts';

/** So far one read looks for events of the types asked for. */
const SCAN = 50_000;

/** Reads are of the leader: what was acknowledged is read, whichever node the connection is to. */
export const OF_LEADER = { requiresLeader: true } as const;

/** Which of the events of `$all` a page is told from. */
export interface Sought {
  readonly filter: Filter;
  readonly isSought: (stream: string) => boolean;
}

/**
 * Reads of the server. A read is always gone through to its end, which is why it asks for no more than so many: the bridge
 * cannot break one off, and what is left half-read stays open on the server.
 */
export class Reading {
  constructor(
    private readonly client: KurrentDBClient,
    readonly names: StreamNames,
  ) {}

  /** All but what is sealed. */
  async all(options: TypedReadOptions): Promise<Page> {
    const page = new PageOf(options);
    const after = options.after ?? START;
    const { end, looked } = await this.scan(page, after, {
      filter: this.names.filter,
      isSought: (stream) => !isSealed(stream),
    });
    const last = page.events.at(-1)?.position ?? after;
    const complete = page.isFull ? last : latestOf(looked, page.isOver ? options.upTo : undefined);
    return { events: page.events, complete, end };
  }

  /**
   * Looks through `$all` after a position, which the server's reads begin at and not after.
   *
   * @returns the position of the last event sought that was looked at, and whether nothing more was there
   */
  async scan(page: PageOf, after: string, sought: Sought): Promise<{ looked: string; end: boolean }> {
    const count = page.atOnce + 1;
    let [from, looked, passed] = [after, after, 0];
    for (;;) {
      const batch = await this.forward(from, count, sought.filter);
      for (const [position, event] of batch) {
        if (position <= from) continue;
        if (event && sought.isSought(event.stream) && page.take(event)) looked = event.position;
      }
      const end = page.isOver || batch.length < count;
      if (end || page.isFull) return { looked, end: end && (page.isOver || !page.isFull) };
      passed += batch.length;
      if (passed > SCAN && looked > after) return { looked, end: false };
      from = batch.at(-1)?.[0] ?? from;
    }
  }

  private async forward(from: string, maxCount: number, filter: Filter): Promise<readonly Placed[]> {
    const fromPosition = from === START ? BEGINNING : placeOf(from);
    return this.placed({ direction: FORWARDS, fromPosition, maxCount, filter });
  }

  /** The last event that is not sealed, and the position of the last of all that is read. */
  async latest(): Promise<{ readonly event?: StoredEvent; readonly last: string }> {
    const { filter } = this.names;
    let last: string | undefined;
    // A few, and where all of them are sealed, more.
    for (let from: ReadPosition = END, maxCount = 4; ; maxCount = PAGE) {
      const batch = await this.placed({ direction: BACKWARDS, fromPosition: from, maxCount, filter });
      last ??= batch[0]?.[0];
      const event = batch.find(([, one]) => one && !isSealed(one.stream))?.[1];
      if (event || batch.length < maxCount) return { ...(event ? { event } : {}), last: last ?? START };
      from = placeOf(batch.at(-1)?.[0] ?? START);
    }
  }

  /** What stands at a position; undefined where nothing of this store does. */
  async at(position: string): Promise<StoredEvent | undefined> {
    if (isBeyondAll(position)) return undefined;
    try {
      const fromPosition = placeOf(position);
      const [first] = await this.placed({ direction: FORWARDS, fromPosition, maxCount: 1 });
      return first?.[0] === position ? first[1] : undefined;
    } catch (error) {
      if (isNoPosition(error)) return undefined;
      throw error;
    }
  }

  private async placed(options: ReadAllOptions): Promise<readonly Placed[]> {
    const found = await answering(async () => {
      const placed: Placed[] = [];
      for await (const { event } of this.client.readAll({ ...options, ...OF_LEADER }))
        if (event) placed.push([positionOf(event.position.commit), eventOf(this.names, event)]);
      return placed;
    });
    return found ?? [];
  }

  /** Part of a stream; nothing where it is missing. It is complete through the last event that it tells. */
  async stream(
    name: string,
    { from, direction = 'forward', limit = PAGE }: Parameters<EventStore['readStream']>[1] & object = {},
  ): Promise<Page> {
    const isBack = direction === 'backward';
    const page = new PageOf({ limit });
    const maxCount = Math.max(1, Math.min(limit, PAGE));
    const fromRevision = from === undefined ? (isBack ? END : BEGINNING) : BigInt(from);
    const options: ReadStreamOptions = {
      direction: isBack ? BACKWARDS : FORWARDS,
      fromRevision,
      maxCount,
      ...OF_LEADER,
    };
    await answering(async () => {
      for await (const { event } of this.client.readStream(this.names.onServer(name), options)) {
        const stored = event && eventOf(this.names, event);
        if (stored) page.take(stored);
      }
    });
    const { events } = page;
    const complete = events.at(isBack ? 0 : -1)?.position ?? START;
    return { events, complete, end: !page.isFull };
  }

  /**
   * The events that a category's links lead to, each with the revision of its link; fewer than asked for at its end.
   *
   * @param from a revision, and on from there; without, back from the last
   */
  async links(category: string, maxCount: number, from?: bigint): Promise<readonly Linked[]> {
    const begin: ReadStreamOptions =
      from === undefined ? { direction: BACKWARDS, fromRevision: END } : { fromRevision: from };
    const options: ReadStreamOptions = { ...begin, maxCount, resolveLinkTos: true, ...OF_LEADER };
    const found = await answering(async () => {
      const linked: Linked[] = [];
      for await (const { event, link } of this.client.readStream(this.names.linksOf(category), options))
        if (link) linked.push([link.revision, event && eventOf(this.names, event)]);
      return linked;
    });
    return found ?? [];
  }

  /**
   * Through which position the index of categories is complete: the last checkpoint of the system projection that writes
   * it, which it notes once all links up to there are written. Undefined where it does not run, or may not be asked.
   */
  async indexed(): Promise<string | undefined> {
    const asked = this.client.getProjectionStatus('$by_category', { deadline: 2_000 });
    const status = await asked.catch(() => undefined);
    const [, commit] = /^C:(\d+)\/P:\d+/.exec(status?.lastCheckpoint ?? '') ?? [];
    return commit === undefined ? undefined : positionOf(BigInt(commit));
  }
}

/** A link's revision, and the event that it leads to. */
export type Linked = readonly [revision: bigint, event: StoredEvent | undefined];
/** A position that the server told, and the event there; undefined where that is none of this store's. */
type Placed = readonly [position: string, event: StoredEvent | undefined];

/** Every event has a position of its own, at which its commit and its prepare both stand. */
function placeOf(position: string): { commit: bigint; prepare: bigint } {
  const place = BigInt(position);
  return { commit: place, prepare: place };
}
