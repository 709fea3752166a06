import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { isSealed, SEALED, START, Unavailable, type EventStore } from '#event-store';
import { readSealedStream } from '#kernel';
import { KnownDisclosures } from './known-disclosures.ts';
import { KnownPersons } from './known-persons.ts';

/** So many records are opened before others get a turn. */
const SLICE = 50;
/** How often, in milliseconds, it is looked for what other processes recorded. */
const LOOK = 250;
/** How long, in milliseconds, a query waits for the records to be read through for the first time. */
const PATIENCE = 5_000;

/**
 * Where sealed records stand and whom they are for, kept in memory while the process runs, and nothing of what they say.
 * It is read by the clock and after each of our own appends, never for a query: what a query costs tells nothing of
 * what others record.
 */
export class SealedIndex {
  readonly disclosures = new KnownDisclosures();
  readonly persons = new KnownPersons();
  private through = START;
  private readingOn: Promise<void> = Promise.resolve();
  private first: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(private readonly store: EventStore) {}

  /** From now on it keeps up by itself, until it is closed. */
  start(): void {
    if (this.first) return;
    this.first = this.build();
    this.timer = setInterval(() => void this.readOn().catch(() => undefined), LOOK);
    this.timer.unref();
  }

  /**
   * Resolves once everything recorded before the start has been read; at once ever after.
   *
   * @throws Unavailable that takes longer than a query waits
   */
  async ready(): Promise<void> {
    // Where nobody serves, nothing keeps up by itself.
    if (!this.first) return this.readOn();
    const waiting = new AbortController();
    const patience = pause(PATIENCE, false, { signal: waiting.signal }).catch(() => false);
    const isReady = await Promise.race([this.first.then(() => true), patience]);
    waiting.abort();
    if (!isReady) throw new Unavailable('the sealed records are being read for the first time');
  }

  /** The same store; an append of sealed records to it is answered once they are known here. */
  keptUpWith(store: EventStore): EventStore {
    return {
      ...store,
      append: async (writes, checks) => {
        const appended = await store.append(writes, checks);
        if (this.first && writes.some(({ stream }) => isSealed(stream))) await this.readOn();
        return appended;
      },
    };
  }

  /** What is known of a sealed stream without opening it. */
  async known(stream: string): Promise<unknown> {
    await this.ready();
    const { kind, subject } = readSealedStream(stream);
    return kind === 'person' ? this.persons.of(subject) : this.disclosures.of(subject);
  }

  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    await this.readingOn.catch(() => undefined);
  }

  /** A store that does not answer is asked again. */
  private async build(): Promise<void> {
    while (!this.closed)
      try {
        return await this.readOn();
      } catch {
        await pause(LOOK, undefined, { ref: false });
      }
  }

  /** One after the other: each takes up where the one before ended. */
  private readOn(): Promise<void> {
    const next = this.readingOn.catch(() => undefined).then(() => this.readToEnd());
    this.readingOn = next;
    return next;
  }

  private async readToEnd(): Promise<void> {
    for (let end = this.closed; !end;) {
      const page = await this.store.readCategory(SEALED, { after: this.through, limit: SLICE });
      for (const event of page.events) {
        this.disclosures.take(event);
        this.persons.take(event);
      }
      [this.through, end] = [page.complete, page.end || this.closed];
      if (!end) await turn();
    }
  }
}
