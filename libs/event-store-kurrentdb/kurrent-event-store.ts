import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { systemClock, type Clock, type StoredEvent } from '#kernel';
import {
  Changes,
  isSealed,
  refuseNoAppend,
  SEALED,
  START,
  tailOf,
  type Appended,
  type Check,
  type ClockWatch,
  type EventStore,
  type LogClock,
  unfinished,
  type Page,
  type Restorable,
  type TypedReadOptions,
  type Write,
} from '#event-store';
import { Appends } from './appends.ts';
import { Bell } from './bell.ts';
import { Categories } from './categories.ts';
import { Reading } from './reading.ts';
import { Restoration } from './restoration.ts';
import { StreamNames } from './names.ts';

export interface KurrentOptions {
  /** `kurrentdb://user:password@host:port,host:port?tls=true`, as KurrentDB's clients take it. */
  readonly url: string;
  /** What this store is called, where the cluster keeps several; without, it has the cluster's other streams to itself. */
  readonly store?: string;
  /** Stamps `recordedAt` in place of the system's clock: for a story that is told, and for tests. */
  readonly clock?: Clock;
  /** Refuses to stamp by a clock that cannot be right; without it every clock is believed. */
  readonly watch?: ClockWatch | undefined;
  /** To restore another store into it, or to go on with that. */
  readonly restoring?: boolean;
}

/** How often a tail asks when nothing wakes it, in milliseconds. */
const SELDOM = 1_000;
/** Since this version one call appends to several streams, with checks on others. */
const [MAJOR, MINOR] = [26, 1];

/**
 * Any number of processes on a KurrentDB cluster, 26.1 or newer. Sealed records share its one order, of which nothing is
 * told by them. It has no index of events and moments: that is a projection's. Its README says what is promised.
 */
export class KurrentEventStore implements Restorable {
  private readonly reading: Reading;
  private readonly categories: Categories;
  private readonly appends: Appends;
  private readonly restoration: Restoration;
  private readonly bell: Bell;
  private readonly changes: Changes;
  private closed = false;

  private constructor(
    private readonly client: KurrentDBClient,
    names: StreamNames,
    { clock = systemClock, watch, ...where }: KurrentOptions,
  ) {
    this.reading = new Reading(client, names);
    this.categories = new Categories(this.reading);
    this.appends = new Appends(client, this.reading, { clock, watch });
    this.restoration = new Restoration(client, this.reading, this.categories, nameOf(where));
    let known = '';
    this.changes = new Changes(async () => {
      const head = await this.head().catch(() => known);
      const changed = head !== known;
      known = head;
      return changed;
    }, SELDOM);
    this.bell = new Bell(client, names, () => this.changes.announce());
  }

  /**
   * Connects to the cluster.
   *
   * @throws Unavailable it is away
   * @throws Error it is older than 26.1, or the address is none, or it holds a part of a store that is being moved
   */
  static async open(options: KurrentOptions): Promise<KurrentEventStore> {
    const names = new StreamNames(options.store);
    const client = connectedTo(options.url);
    const opened = new KurrentEventStore(client, names, options);
    try {
      await opened.appends.begin();
      await refuseOld(client);
      if (!options.restoring && (await opened.restoration.source()) !== undefined)
        throw unfinished(nameOf(options));
      return opened;
    } catch (error) {
      await client.dispose();
      throw error;
    }
  }

  async append(writes: readonly Write[], checks: readonly Check[] = []): Promise<Appended> {
    refuseNoAppend(writes, checks);
    const appended = await this.appends.append(writes, checks);
    this.changes.announce();
    return appended;
  }

  async readStream(stream: string, options: Parameters<EventStore['readStream']>[1] = {}): Promise<Page> {
    return this.reading.stream(stream, options);
  }

  async readCategory(category: string, options: TypedReadOptions = {}): Promise<Page> {
    return this.categories.page(category, options);
  }

  async readAll(options: TypedReadOptions = {}): Promise<Page> {
    return this.reading.all(options);
  }

  async newestSealed(count: number): Promise<readonly StoredEvent[]> {
    return this.categories.newest(count);
  }

  async clock(): Promise<LogClock> {
    return this.appends.timeNow();
  }

  subscribe(options: Parameters<EventStore['subscribe']>[0]): AsyncGenerator<Page> {
    this.bell.listen();
    const server = {
      changes: this.changes,
      readAll: (read?: TypedReadOptions) => this.readAll(read),
      isClosed: () => this.closed,
    };
    return tailOf(server, options);
  }

  async head(): Promise<string> {
    return (await this.reading.latest()).event?.position ?? START;
  }

  async eventAt(position: string, of?: typeof SEALED): Promise<string | undefined> {
    if (position === START) return '';
    const event = await this.reading.at(position);
    return event && isSealed(event.stream) === (of === SEALED) ? event.id : undefined;
  }

  async beginRestoring(source: string): Promise<void> {
    await this.restoration.begin(source);
  }

  async restore(events: readonly StoredEvent[], after: string | undefined): Promise<void> {
    if (events.length > 0) await this.restoration.restore(events, after);
    this.changes.announce();
  }

  async endRestoring(): Promise<void> {
    await this.restoration.end();
    // What is recorded from now on is not recorded before what stands there.
    await this.appends.begin();
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.changes.end();
    await this.bell.close();
    await this.client.dispose();
  }
}

/** What a store is called in messages: never with its password. */
const nameOf = ({ url, store }: Pick<KurrentOptions, 'url' | 'store'>): string => {
  const server = url.replace(/^([a-z+]+:\/\/)(?:[^@/?]*@)?([^/?]*).*$/, '$1$2');
  return store === undefined ? server : `${store} on ${server}`;
};

/** @throws Error it is no address: what the client says of it repeats it, with its password */
function connectedTo(url: string): KurrentDBClient {
  try {
    return KurrentDBClient.connectionString(url);
  } catch {
    throw new Error('the address of KurrentDB is not as its clients take it');
  }
}

/** @throws Error the server is older than 26.1 */
async function refuseOld(client: KurrentDBClient): Promise<void> {
  // What the client asks for its own sake: there is no other way to a version through its connection.
  const { capabilities } = client as unknown as { capabilities: Promise<{ serverVersion: string }> };
  const { serverVersion } = await capabilities;
  const [major, minor] = serverVersion.split('.').map(Number);
  if (major === undefined || minor === undefined || Number.isNaN(major)) return;
  if (major < MAJOR || (major === MAJOR && minor < MINOR))
    throw new Error(`KurrentDB ${MAJOR}.${MINOR} or newer is needed; this is ${serverVersion}`);
}
