import { createHmac } from 'node:crypto';
import { Conflict, isSealed, SEALED, type Check, type EventStore, type Page, type Write } from '#event-store';
import { readSealedStream, type StoredEvent } from '#kernel';
import type { SealedRecord, Sealer } from './sealer.ts';

type Named = Pick<Check, 'stream' | 'expected'>;
/** A record before it is sealed, and where it goes. */
interface Sealing {
  readonly record: SealedRecord;
  readonly subject: string;
  readonly id: string;
}
const TYPE = 'Sealed';

/** The place after what was relied on, in a stream of which every record has a stream of its own. */
function placeAfter({ stream, expected }: Named): number {
  if (expected === 'none') return 0;
  if (typeof expected === 'object') return expected.exact + 1;
  throw new TypeError(`a sealed stream is written or relied on exactly: ${stream}`);
}

/**
 * An event store in which streams of the category `sealed` are kept sealed. Each record goes to a stream of its own,
 * named by a digest that only this secret gives: nobody else can tell which of them belong together, and two that claim
 * the same place still meet. What cannot be opened any more is not there.
 */
export class SealedStore implements EventStore {
  constructor(
    private readonly store: EventStore,
    private readonly sealer: Sealer,
    private readonly secret: Buffer,
  ) {}

  async append(writes: readonly Write[], checks: readonly Check[] = []) {
    if (![...writes, ...checks].some(({ stream }) => isSealed(stream)))
      return this.store.append(writes, checks);
    const records = new Map<string, SealedRecord>();
    const stored: Write[] = [];
    for (const write of writes)
      if (isSealed(write.stream)) stored.push(...(await this.sealAll(write, records)));
      else stored.push(write);
    const appended = await this.store.append(
      stored,
      checks.flatMap((check) => (isSealed(check.stream) ? this.checksOf(check) : check)),
    );
    const open = (event: StoredEvent): StoredEvent => {
      const record = records.get(event.id);
      return record ? opened(event, record) : event;
    };
    return { ...appended, events: appended.events.map(open) };
  }

  /** What holds nothing is read as what holds one record is: whoever may not know which it is cannot tell by the time. */
  async readStream(stream: string, options: Parameters<EventStore['readStream']>[1] = {}): Promise<Page> {
    if (!isSealed(stream)) return this.store.readStream(stream, options);
    const { from = 0, direction = 'forward', limit = Infinity } = options;
    if (direction === 'backward') throw new TypeError(`a sealed stream is read forward: ${stream}`);
    const events: StoredEvent[] = [];
    for (let place = from; events.length < limit; place++) {
      const page = await this.store.readStream(this.nameOf(stream, place), { limit: 1 });
      const found = page.events[0];
      const event = found || place > 0 ? found && (await this.open(found)) : await this.sealer.openNothing();
      if (event) events.push(event);
      else if (place > 0) return { events, complete: page.complete, end: true };
    }
    return { events, complete: events.at(-1)?.position ?? '', end: false };
  }

  async readCategory(
    category: string,
    options: Parameters<EventStore['readCategory']>[1] = {},
  ): Promise<Page> {
    const page = await this.store.readCategory(category, options);
    if (category !== SEALED) return page;
    const events = await Promise.all(page.events.map((event) => this.open(event)));
    return { ...page, events: events.filter((event) => event !== undefined) };
  }

  /** A sealed record opened, or where there is none the same done as where there is; any other event as it is. */
  async opened(event: StoredEvent | undefined): Promise<StoredEvent | undefined> {
    if (!event) return this.sealer.openNothing();
    return isSealed(event.stream) ? this.open(event) : event;
  }

  readAll: EventStore['readAll'] = (options) => this.store.readAll(options);
  subscribe: EventStore['subscribe'] = (options) => this.store.subscribe(options);
  head: EventStore['head'] = () => this.store.head();
  eventAt: EventStore['eventAt'] = (position, of) => this.store.eventAt(position, of);
  close: EventStore['close'] = () => this.store.close();

  private async sealAll(write: Write, records: Map<string, SealedRecord>): Promise<Write[]> {
    const first = placeAfter(write);
    const { subject } = readSealedStream(write.sealedAs ?? write.stream);
    const own = readSealedStream(write.stream);
    const begins = first === 0 && own.subject === subject && own.more === undefined;
    return Promise.all(
      write.events.map(async ({ id, ...event }, i): Promise<Write> => {
        const { type, version, data, metadata } = event;
        const text = JSON.stringify({
          stream: write.stream,
          revision: first + i,
          type,
          version,
          data,
          metadata,
        });
        const record = JSON.parse(text) as SealedRecord;
        records.set(id, record);
        return this.sealOne({ record, subject, id }, begins);
      }),
    );
  }

  private async sealOne({ record, subject, id }: Sealing, begins: boolean): Promise<Write> {
    const stream = this.nameOf(record.stream, record.revision);
    const jwe = await this.sealer.seal(record, subject, { begins });
    // It was forgotten since it was read: decided again, it is not there.
    if (jwe === undefined) throw new Conflict([{ stream, expected: 'none', actual: 'none' }]);
    return {
      stream,
      expected: 'none',
      events: [{ id, type: TYPE, version: 1, data: { jwe }, metadata: {} }],
    };
  }

  private checksOf(check: Check): Check[] {
    const place = placeAfter(check);
    const next: Check = { stream: this.nameOf(check.stream, place), expected: 'none' };
    const last: Check = { stream: this.nameOf(check.stream, place - 1), expected: 'exists' };
    return place === 0 ? [next] : [last, next];
  }

  private async open(event: StoredEvent): Promise<StoredEvent | undefined> {
    const record = await this.sealer.open((event.data as { jwe: string }).jwe);
    return record && opened(event, record);
  }

  private nameOf(stream: string, place: number): string {
    const name = createHmac('sha256', this.secret)
      .update(JSON.stringify([stream, place]))
      .digest('hex');
    return `${SEALED}-record-${name}`;
  }
}

const opened = (event: StoredEvent, { metadata, ...record }: SealedRecord): StoredEvent => ({
  ...record,
  id: event.id,
  position: event.position,
  metadata: { ...metadata, ...event.metadata },
  keptAs: event,
});
