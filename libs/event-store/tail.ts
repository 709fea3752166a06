import { setTimeout as after } from 'node:timers/promises';
import { observed } from '#kernel';
import type { Changes } from './changes.ts';
import { START, Unavailable, type EventStore, type Page } from './event-store.ts';

/** How long a tail waits when the server is away before it asks again, in milliseconds. */
const AWAY = 200;

interface Server {
  readonly changes: Changes;
  readonly readAll: EventStore['readAll'];
  /** Whether the store was closed: then nobody waits for the server to come back. */
  readonly isClosed: () => boolean;
}

/**
 * A tail of a log on a server, by reads. It goes on by itself after the server was away: nothing is skipped, since it asks
 * from where it was.
 */
export async function* tailOf(
  { changes, readAll, isClosed }: Server,
  { after: from = START, types, signal }: Parameters<EventStore['subscribe']>[0],
): AsyncGenerator<Page> {
  let position = from;
  let wasAway = false;
  for (let first = true; !signal.aborted;) {
    const seen = changes.count;
    const page = await readAll({ after: position, ...(types ? { types } : {}) }).catch((error: unknown) => {
      if (error instanceof Unavailable && !isClosed()) return undefined;
      throw error;
    });
    if (!page) {
      wasAway = true;
      await after(AWAY, undefined, { ref: false });
      continue;
    }
    if (wasAway) observed.reconnected.tell({ by: 'tail' });
    wasAway = false;
    if (first || page.complete > position) yield page;
    first = false;
    position = page.complete;
    if (page.end) await changes.after(seen, signal);
  }
}
