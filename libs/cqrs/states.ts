import { evolve, type Entity, type StoredEvent } from '#kernel';
import { isSealed, type EventStore } from '#event-store';

export interface Folded {
  readonly state: unknown;
  /** Of the last event folded; -1 of a missing stream. */
  readonly revision: number;
}
const NOTHING: Folded = { state: undefined, revision: -1 };

/**
 * Folded states by stream, bounded. What is remembered may be old: the append's checks tell. Of what is sealed nothing
 * is remembered: it is opened when it is needed, and then it is gone.
 */
export class States {
  private readonly known = new Map<string, Folded>();

  constructor(
    private readonly store: EventStore,
    private readonly most = 20_000,
  ) {}

  recall(stream: string): Folded | undefined {
    return this.known.get(stream);
  }

  /** Reads what came since, and folds it. */
  async load(entity: Entity<unknown>, stream: string): Promise<Folded> {
    let folded = this.known.get(stream) ?? NOTHING;
    for (let end = false; !end;) {
      const page = await this.store.readStream(stream, { from: folded.revision + 1 });
      folded = page.events.reduce((before, event) => next(entity, before, event), folded);
      end = page.end;
    }
    this.remember(stream, folded);
    return folded;
  }

  /** Folds events just written, if the state before them is known. */
  advance(entity: Entity<unknown>, stream: string, events: readonly StoredEvent[]): void {
    if (isSealed(stream)) return;
    let folded = this.known.get(stream) ?? NOTHING;
    for (const event of events) {
      if (event.revision !== folded.revision + 1) return void this.known.delete(stream);
      folded = next(entity, folded, event);
    }
    this.remember(stream, folded);
  }

  private remember(stream: string, folded: Folded): void {
    if (isSealed(stream)) return;
    this.known.delete(stream);
    // That nothing is there is not remembered: else the time would tell what others have looked for.
    if (folded.revision < 0) return;
    this.known.set(stream, folded);
    if (this.known.size > this.most) this.known.delete(this.known.keys().next().value ?? '');
  }
}

const next = (entity: Entity<unknown>, before: Folded, event: StoredEvent): Folded => ({
  state: evolve(entity, before.state, event),
  revision: event.revision,
});
