import type { Finding, Log } from '#event-store';
import { damagesOfEvents } from '#event-store-sqlite';
import { nameOf, type LogLocation } from '#storage';
import { eventsOf, lengthOf, ORDERS, type Heard } from '../migrate/orders.ts';

const AT_ONCE = 1000;

/** What of the events is not as it was recorded. */
export async function* damagesOfLog(
  location: LogLocation,
  log: Log | undefined,
  heard: Heard,
): AsyncGenerator<Finding> {
  if (location.engine === 'sqlite') yield* damagesOfEvents(location.file, heard);
  else if (log)
    yield* damagesByThePort(nameOf(location), log, { heard, isGapless: location.engine === 'postgres' });
}

/**
 * On a server, whose own files its own checksums guard: positions, and the revisions of each stream, go on without a gap.
 * The revision of each stream is held in memory.
 */
async function* damagesByThePort(
  name: string,
  log: Log,
  { heard, isGapless }: { readonly heard: Heard; readonly isGapless: boolean },
): AsyncGenerator<Finding> {
  const length = await lengthOf(log);
  let done = 0;
  for (const order of ORDERS) {
    const revisions = new Map<string, number>();
    let position = 0;
    for await (const event of eventsOf(order, log, AT_ONCE)) {
      const found = {
        in: name,
        at: `${order.name}, ${event.stream} revision ${event.revision}, ${event.id}`,
      };
      if (isGapless && Number(event.position) !== position + 1)
        yield { ...found, what: `follows position ${position}: what stood between is missing` };
      position = Number(event.position);
      const before = revisions.get(event.stream) ?? -1;
      if (event.revision !== before + 1) yield { ...found, what: `follows revision ${before}` };
      revisions.set(event.stream, event.revision);
      if (++done % AT_ONCE === 0) heard(done, length);
    }
  }
}
