import { setImmediate as turn } from 'node:timers/promises';
import type { EventStore, Page } from '#event-store';
import { now, observed, type StoredEvent } from '#kernel';
import { ProjectionStopped } from './as-of.ts';
import { flush, type Folding, type Stores } from './folding.ts';

/** Of so many events of a page it is told where they come from: a trace links no more. */
const CAUSES = 128;
const causeOf = ({ type, metadata }: StoredEvent) => {
  const { recordedAt = '', correlationId = '', commandId = '' } = metadata;
  return { type, recordedAt, correlationId, commandId };
};

/** It went back to its checkpoint, to find out alone which event is at fault. */
export class WentBack extends Error {}

/**
 * Projections that stand at one position: the log is read once for all of them, and what they folded is written in one
 * transaction.
 */
export class Convoy {
  private along: Folding[];
  /** Those that are no longer along, and why: `ProjectionStopped`, `Overtaken`, `WentBack`, or what the store said. */
  readonly left = new Map<Folding, Error>();

  /** @param foldings all at the same position */
  constructor(
    private readonly stores: Stores,
    foldings: readonly Folding[],
  ) {
    this.along = [...foldings];
  }

  get foldings(): readonly Folding[] {
    return this.along;
  }

  /** Where all stand; undefined where none is along. */
  get position(): string | undefined {
    return this.along[0]?.position;
  }

  /** What they are told from. */
  get types(): string[] {
    return [...new Set(this.along.flatMap(({ projection }) => Object.keys(projection.on)))];
  }

  /** Takes in one that stands where the others do. */
  add(folding: Folding): void {
    this.along.push(folding);
  }

  /** Leaves nobody along. */
  disband(): void {
    this.along = [];
  }

  /**
   * Folds a page that follows on `position`, and writes where it is time to.
   *
   * @param options.write whether to write now, even where no member is due
   * @throws Unavailable a store does not answer, and none of them can go on from here
   */
  async take(page: Page, { write }: { write: boolean }): Promise<void> {
    const [began, along] = [now(), this.along];
    await this.fold(page, write);
    if (observed.page.isHeard && page.events.length > 0)
      observed.page.tell({
        projections: along.map(({ projection }) => projection.name),
        events: page.events.length,
        causes: page.events.slice(-CAUSES).map(causeOf),
        began,
        ended: now(),
      });
  }

  private async fold(page: Page, write: boolean): Promise<void> {
    for (const folding of this.along) await folding.take(page);
    if (!write && !this.along.some(({ due, failed }) => due || failed)) return;
    const refused = await flush(this.along, this.stores);
    const isAlone = this.along.length === 1;
    for (const folding of this.along) {
      const { projection, failed, position } = folding;
      const stopped =
        failed && new ProjectionStopped(projection.name, failed.eventId, { cause: failed.message });
      const wentBack = !isAlone && position < page.complete ? new WentBack() : undefined;
      const why = refused.get(folding) ?? stopped ?? wentBack;
      if (why) this.left.set(folding, why);
    }
    this.along = this.along.filter((folding) => !this.left.has(folding));
  }
}

export interface LogRead {
  readonly events: Pick<EventStore, 'readAll'>;
  readonly signal?: AbortSignal | undefined;
  /** No further than this position; else to the end of the log. */
  readonly upTo?: string;
  /** Hears of each page that was folded. */
  readonly folded?: (page: Page) => void;
}

/** Brings a convoy to the end of the log, or up to a position, or until none is along. */
export async function readOn(convoy: Convoy, { events, signal, upTo, folded }: LogRead): Promise<void> {
  for (let end = false; !end;) {
    signal?.throwIfAborted();
    const { position, types } = convoy;
    if (position === undefined || (upTo !== undefined && position >= upTo)) return;
    const page = await events.readAll({ after: position, types, ...(upTo === undefined ? {} : { upTo }) });
    const isLast = page.end || (upTo !== undefined && page.complete >= upTo);
    await convoy.take(page, { write: isLast });
    folded?.(page);
    end = isLast && convoy.position === page.complete;
    // A store in this process answers without a turn of the loop, and others wait for theirs.
    await turn();
  }
}
