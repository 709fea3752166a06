import type { AnyProjection, StoredEvent } from '#kernel';
import { START, type EventStore, type Page } from '#event-store';
import { columnReader, type Values } from './columns.ts';
import { DocumentCache } from './document-cache.ts';
import { foldEvent, keysOf, type Documents } from './fold.ts';
import { skippedEvents } from './set-aside.ts';
import type { Batch, Change, Failure, Generation, ViewStore } from './view-store.ts';

/**
 * At so many events, so many changed documents, or so many characters of loaded ones, what was folded is written: the
 * more events have gone into a document by then, the less often it is written.
 */
const EVENTS = 100_000;
const CHANGED = 10_000;
const LOADED = 16 * 1024 * 1024;

export interface Stores {
  readonly events: Pick<EventStore, 'eventAt' | 'readCategory'>;
  readonly views: ViewStore;
}

/**
 * Folds pages of events into one generation: documents are loaded when they are first touched, folded in memory, and
 * written together with the checkpoint. What it holds is bounded, however long the history.
 */
export class Folding {
  /** Folded through here; written through `written`. */
  position: string;
  private written: string;
  failed: Failure | undefined;
  private readonly changed = new Map<string, unknown>();
  private readonly cache: DocumentCache;
  private readonly valuesOf: (doc: unknown) => Values;
  private taken = 0;
  /** Columns are read after each event, to learn which one made a document that they cannot be read of. */
  private careful = false;

  private constructor(
    private readonly stores: Stores,
    readonly projection: AnyProjection,
    readonly generation: Generation,
    private skipped: ReadonlySet<string>,
  ) {
    this.position = this.written = generation.position;
    this.valuesOf = columnReader(projection.columns);
    this.cache = new DocumentCache(generation.position === START);
  }

  static async open(stores: Stores, projection: AnyProjection, generation: Generation): Promise<Folding> {
    const skipped = new Set(await skippedEvents(stores.events, projection));
    return new Folding(stores, projection, generation, skipped);
  }

  /** It is time to write. */
  get due(): boolean {
    return this.taken >= EVENTS || this.changed.size >= CHANGED || this.cache.loaded >= LOADED;
  }

  /** Folds a page that follows on `position`. After a failing event `failed` is set and the events before it are in. */
  async take({ events, complete }: Page): Promise<void> {
    await this.load(events);
    this.taken += events.length;
    for (let rest = events; ;) {
      const failed = this.foldAll(rest);
      if (!failed) break;
      // It may have been set aside since the list was read.
      this.skipped = new Set(await skippedEvents(this.stores.events, this.projection));
      if (!this.skipped.has(failed.eventId)) {
        this.failed = failed;
        return;
      }
      rest = rest.slice(rest.findIndex(({ id }) => id === failed.eventId));
    }
    this.position = complete;
  }

  /**
   * What is to be written; undefined where nothing is. Where a document's columns cannot be read, nothing is to be
   * written and `position` goes back to the checkpoint: read again from there, and the event at fault will be found.
   *
   * @param eventAt the id of the event at a position
   */
  batch(eventAt: (position: string) => string): Batch | undefined {
    if (this.position === this.written && !this.failed) return undefined;
    let changes: Change[];
    try {
      changes = [...this.changed].map(([key, doc]) => this.changeOf(key, doc));
    } catch (error) {
      if (this.careful) throw error;
      this.startOver();
      return undefined;
    }
    const { generation, position: to, written: from, failed } = this;
    return {
      generation,
      from,
      to,
      event: eventAt(to),
      changes,
      skipped: [...this.skipped],
      ...(failed ? { failed } : {}),
    };
  }

  /** A batch of this one has been written. */
  wrote({ to, changes }: Batch): void {
    this.written = to;
    this.taken = 0;
    for (const { key, text } of changes) this.cache.keep(key, this.changed.get(key), text?.length ?? 0);
    this.changed.clear();
    this.cache.trim();
  }

  private changeOf(key: string, doc: unknown): Change {
    if (doc === undefined) return { key, values: [] };
    return { key, text: JSON.stringify(doc), values: this.valuesOf(doc) };
  }

  private startOver(): void {
    this.careful = true;
    this.position = this.written;
    this.failed = undefined;
    this.changed.clear();
    this.taken = 0;
  }

  private async load(events: readonly StoredEvent[]): Promise<void> {
    const missing = new Set<string>();
    for (const event of events)
      try {
        for (const key of keysOf(this.projection, event))
          if (!this.changed.has(key) && !this.cache.touch(key)) missing.add(key);
      } catch {
        // Whatever is wrong with the event shows again when it is folded.
      }
    if (missing.size === 0) return;
    const texts = await this.stores.views.load(this.generation, [...missing]);
    for (const key of missing) this.cache.load(key, texts.get(key));
  }

  private foldAll(events: readonly StoredEvent[]): Failure | undefined {
    const docs = this.documents();
    for (const event of events) {
      if (!this.skipped.has(event.id))
        try {
          if (this.careful) this.foldCarefully(docs, event);
          else foldEvent(this.projection, docs, event);
        } catch (error) {
          return { eventId: event.id, message: error instanceof Error ? error.message : String(error) };
        }
      this.position = event.position;
    }
    return undefined;
  }

  private foldCarefully(docs: Documents, event: StoredEvent): void {
    const folded = new Map<string, unknown>();
    foldEvent(this.projection, { get: docs.get, set: (key, doc) => void folded.set(key, doc) }, event);
    for (const [key, doc] of folded) this.changeOf(key, doc);
    for (const [key, doc] of folded) docs.set(key, doc);
  }

  private documents(): Documents {
    const { changed, cache } = this;
    return {
      get: (key) => changed.get(key) ?? (changed.has(key) ? undefined : cache.get(key)),
      set: (key, doc) => void changed.set(key, doc),
    };
  }
}

/**
 * Writes what several have folded, in one transaction.
 *
 * @returns those that could not be written, and why: what they folded since their checkpoint is of no use any more
 */
export async function flush(
  foldings: readonly Folding[],
  { events, views }: Stores,
): Promise<ReadonlyMap<Folding, Error>> {
  const standing = new Map<string, string>();
  for (const { position } of foldings)
    if (!standing.has(position)) standing.set(position, (await events.eventAt(position)) ?? '');
  const batches = new Map<Folding, Batch>();
  for (const folding of foldings) {
    const batch = folding.batch((position) => standing.get(position) ?? '');
    if (batch) batches.set(folding, batch);
  }
  if (batches.size === 0) return new Map();
  const refused = await views.write([...batches.values()]);
  const left = new Map<Folding, Error>();
  for (const [folding, batch] of batches) {
    const why = refused.get(batch.generation.number);
    if (why) left.set(folding, why);
    else folding.wrote(batch);
  }
  return left;
}
