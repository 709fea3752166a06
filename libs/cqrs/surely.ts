import { setTimeout as pause } from 'node:timers/promises';
import {
  Damaged,
  OutOfSpace,
  Unavailable,
  type Appended,
  type Check,
  type EventStore,
  type Write,
} from '#event-store';

const RETRIES = 5;

/** An append of unknown outcome is repeated with the same event ids: it is then applied once. */
export async function appendSurely(
  store: EventStore,
  writes: readonly Write[],
  checks: readonly Check[],
): Promise<Appended> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await store.append(writes, checks);
    } catch (error) {
      const isLasting = error instanceof OutOfSpace || error instanceof Damaged;
      if (!(error instanceof Unavailable) || isLasting || attempt === RETRIES) throw error;
      await pause(50 * 2 ** attempt);
    }
  }
}
