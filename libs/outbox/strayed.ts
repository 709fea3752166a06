import type { PublicEvent } from '#contracts';
import { addDays, dayOf } from '#kernel';
import type { EventStore } from '#event-store';
import type { Advance, Outbox, Place } from './outbox.ts';

/** So many messages are looked at in one go. */
const AT_ONCE = 100;

/**
 * The last message of an event that the log still has: where it was put back to, or went another way.
 *
 * @throws Error it has none of them: the outbox is of another store
 */
export async function goBackTo(
  outbox: Outbox,
  log: Pick<EventStore, 'eventAt'>,
): Promise<{ readonly place: Place } & Advance> {
  for (let { number } = await outbox.last(); number > 0;) {
    const messages = await outbox.newest(number, AT_ONCE);
    for (const { place, position, text } of messages)
      if ((await log.eventAt(position)) === place.id) {
        const { time } = JSON.parse(text) as PublicEvent;
        return { place, position, event: place.id, day: addDays(dayOf(time), -1) };
      }
    number = (messages.at(-1)?.place.number ?? 1) - 1;
  }
  throw new Error('the outbox is of another store: none of the events that it told of is in the log');
}
