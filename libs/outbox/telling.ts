import type { Draft } from '#contracts';
import { messageText } from '#contracts';
import { addDays, dayOf, type StoredEvent } from '#kernel';
import type { Documents } from '#projection';
import type { Fold, NewMessage, Outbox, StateChange, Stopped } from './outbox.ts';
import {
  changesRhythms,
  fold,
  isOfCommitment,
  keysOf,
  partnershipKey,
  tell,
  tellDay,
  wakesOf,
} from './state.ts';

/** So many documents or messages are held before they are written. */
const HELD = 5_000;
/** So many commitments are looked at in one go when a day is over. */
const AT_ONCE = 500;

export interface TellingOptions {
  readonly outbox: Outbox;
  /** Where callers reach the book, for whole addresses. */
  readonly publicUrl?: string | undefined;
  /** Events that an operator had left out. */
  readonly skipped: ReadonlySet<string>;
  /** Nothing is told, since another version tells; days are closed through this one already. */
  readonly silentAfter?: string;
  /** The id of the event at a position. */
  readonly eventAt: (position: string) => Promise<string>;
}

/**
 * Tells events, one page after another, from a checkpoint on: it folds them into the state, and writes messages, state and
 * checkpoint together. Of no use any more once a write has failed.
 */
export class Telling {
  /** Folded through here, and closed through this day. */
  position: string;
  day: string;
  /** The event that cannot be told; nothing after it is. */
  stopped: Stopped | undefined;
  private docs = new Map<string, unknown>();
  private changed = new Map<string, string | undefined>();
  private drafts: { readonly draft: Draft; readonly position: string; readonly ofTime: boolean }[] = [];
  private wake = new Map<string, string>();

  constructor(
    private checkpoint: Fold,
    private readonly options: TellingOptions,
  ) {
    ({ position: this.position, day: this.day } = checkpoint);
  }

  get fold(): Fold {
    return this.checkpoint;
  }

  /** Folds events that follow on `position`, up to a position. After one that cannot be told, `stopped` is set. */
  async take(events: readonly StoredEvent[], complete: string): Promise<void> {
    await this.load(events.flatMap(keysOf));
    for (const event of events) {
      const recorded = dayOf(event.metadata['recordedAt'] ?? '');
      if (this.day === '') this.day = addDays(recorded, -1);
      await this.closeBefore(recorded, events);
      if (!this.options.skipped.has(event.id) && !this.foldOne(event)) return;
      this.position = event.position;
      if (this.changed.size >= HELD || this.drafts.length >= HELD) await this.flush(events);
    }
    this.position = complete;
  }

  /** Closes every day up to this one that is not closed, and tells what fell due on each. */
  async closeThrough(day: string): Promise<void> {
    if (this.isSilent || this.day === '' || this.day >= day) return;
    await this.flush();
    while (this.day < day) {
      const next = await this.options.outbox.nextWaking(this.checkpoint.version);
      if (next === undefined || next > day) this.day = day;
      else await this.close(next > this.day ? next : addDays(this.day, 1));
    }
  }

  /**
   * Writes what is held, if there is anything, and the checkpoint.
   *
   * @param keep events whose documents are needed still
   * @throws Overtaken another one writes
   */
  async flush(keep: readonly StoredEvent[] = []): Promise<void> {
    const { checkpoint, position, day, stopped, options } = this;
    const isHeld = this.changed.size + this.drafts.length + this.wake.size > 0;
    if (!isHeld && position === checkpoint.position && day === checkpoint.day && !stopped) return;
    const event = position === checkpoint.position ? checkpoint.event : await options.eventAt(position);
    this.checkpoint = await options.outbox.write({
      fold: checkpoint,
      to: { position, event, day, ...(stopped ? { stopped } : {}) },
      messages: await this.numbered(),
      changes: this.changes(),
      wake: [...this.wake].map(([partnership, by]) => ({ partnership, by })),
    });
    this.drafts = [];
    this.changed = new Map();
    this.wake = new Map();
    this.forget(keep);
  }

  private get isSilent(): boolean {
    return this.options.silentAfter !== undefined;
  }

  /** The last day that is closed, for what wakes after it. */
  private get closed(): string {
    return this.options.silentAfter ?? this.day;
  }

  private async closeBefore(day: string, events: readonly StoredEvent[]): Promise<void> {
    const last = addDays(day, -1);
    if (this.day >= last) return;
    if (this.isSilent) this.day = last;
    else {
      await this.closeThrough(last);
      await this.load(events.flatMap(keysOf));
    }
  }

  private async close(day: string): Promise<void> {
    const { outbox } = this.options;
    const { version } = this.checkpoint;
    for (let left = true; left;) {
      const waking = await outbox.waking(version, day, AT_ONCE);
      for (const { key, text } of waking) this.docs.set(key, JSON.parse(text));
      await this.load(waking.map(({ key }) => partnershipKey(this.partnershipOf(key) ?? '')));
      for (const { key } of waking) {
        for (const draft of tellDay(this.documents, key, day)) this.hold(draft, true);
        this.changed.set(key, wakesOf(this.documents, key, day));
      }
      left = waking.length === AT_ONCE;
      if (!left) this.day = day;
      await this.flush();
    }
  }

  /** @returns false: it cannot be folded, or not be told */
  private foldOne(event: StoredEvent): boolean {
    const folded = new Map<string, unknown>();
    const docs: Documents = {
      get: (key) => (folded.has(key) ? folded.get(key) : this.docs.get(key)),
      set: (key, doc) => void folded.set(key, doc),
    };
    try {
      fold(docs, event);
      const draft = this.isSilent ? undefined : tell(docs, event);
      const wakes = [...folded.keys()].map((key) => [key, this.wakesOf(docs, key)] as const);
      for (const [key, doc] of folded) this.docs.set(key, doc);
      for (const [key, day] of wakes) this.changed.set(key, day);
      if (draft) this.hold(draft, false, event.position);
    } catch (error) {
      this.stopped = { event: event.id, message: error instanceof Error ? error.message : String(error) };
      return false;
    }
    const { partnership } = event.data as { partnership?: string };
    if (partnership !== undefined && changesRhythms(event))
      this.wake.set(partnership, addDays(this.closed, 1));
    return true;
  }

  private wakesOf(docs: Documents, key: string): string | undefined {
    return isOfCommitment(key) ? wakesOf(docs, key, this.closed) : undefined;
  }

  private hold(draft: Draft, ofTime: boolean, position = this.position): void {
    this.drafts.push({ draft, position, ofTime });
  }

  private async numbered(): Promise<NewMessage[]> {
    if (this.drafts.length === 0) return [];
    const { outbox, publicUrl } = this.options;
    const sources = [...new Set(this.drafts.map(({ draft }) => draft.source))];
    const last = new Map(await outbox.sequences(sources));
    return this.drafts.map(({ draft, position, ofTime }) => {
      const { id, source, type, partnership, organisation } = draft;
      const sequence = (last.get(source) ?? 0) + 1;
      last.set(source, sequence);
      const text = messageText(draft, { sequence, publicUrl });
      return { id, source, sequence, type, partnership, organisation, position, ofTime, text };
    });
  }

  private changes(): StateChange[] {
    return [...this.changed].map(([key, wakes]) => {
      const doc = this.docs.get(key);
      if (doc === undefined) return { key };
      const partnership = this.partnershipOf(key);
      return { key, text: JSON.stringify(doc), wakes, ...(partnership === undefined ? {} : { partnership }) };
    });
  }

  private partnershipOf(key: string): string | undefined {
    if (!isOfCommitment(key)) return undefined;
    return (this.docs.get(key) as { state: { partnership: string } } | undefined)?.state.partnership;
  }

  private get documents(): Documents {
    return { get: (key) => this.docs.get(key), set: (key, doc) => void this.docs.set(key, doc) };
  }

  private async load(keys: readonly string[]): Promise<void> {
    const missing = [...new Set(keys)].filter((key) => !this.docs.has(key));
    if (missing.length === 0) return;
    const texts = await this.options.outbox.load(this.checkpoint.version, missing);
    for (const key of missing) {
      const text = texts.get(key);
      this.docs.set(key, text === undefined ? undefined : JSON.parse(text));
    }
  }

  /** What it holds is bounded, however long the history. */
  private forget(keep: readonly StoredEvent[]): void {
    if (this.docs.size < HELD) return;
    const kept = new Set(keep.flatMap(keysOf));
    for (const key of this.docs.keys()) if (!kept.has(key)) this.docs.delete(key);
  }
}
