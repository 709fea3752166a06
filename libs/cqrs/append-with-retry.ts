import { setTimeout as pause } from 'node:timers/promises';
import { Unavailable, type Appended, type Check, type EventStore, type Write } from '#event-store';

/** For so long, in milliseconds, it is repeated; an engine may have repeated it for as long before it gave up. */
const PATIENCE = 3_000;

/** An append of unknown outcome is repeated with the same event ids: it is then applied once. */
export async function appendSurely(
  store: EventStore,
  writes: readonly Write[],
  checks: readonly Check[],
): Promise<Appended> {
  const end = performance.now() + PATIENCE;
  for (let attempt = 1; ; attempt++) {
    try {
      return await store.append(writes, checks);
    } catch (error) {
      if (!(error instanceof Unavailable) || error.isLasting || performance.now() >= end) throw error;
      await pause(Math.min(50 * 2 ** attempt, 500));
    }
  }
}
