import { upcast, type EventDefinition, type StoredEvent } from '#kernel';
import type { EventStore, Page } from './event-store.ts';

/**
 * The store as today's code reads it: old versions of events are raised on the way out, nothing stored is rewritten.
 * Receipts are over the stored form, so what reads for proof reads the store itself.
 */
export function upcasting(
  store: EventStore,
  definitions: readonly Pick<EventDefinition, 'type' | 'upcasts'>[],
): EventStore {
  const upcasts = new Map(definitions.map(({ type, upcasts }) => [type, upcasts]));
  const raise = (event: StoredEvent): StoredEvent => {
    const known = upcasts.get(event.type);
    return known && known.length > 0 ? upcast(event, known) : event;
  };
  const page = ({ events, ...rest }: Page): Page => ({ events: events.map(raise), ...rest });
  return {
    append: (writes, checks) => store.append(writes, checks),
    readStream: async (stream, options) => page(await store.readStream(stream, options)),
    readCategory: async (category, options) => page(await store.readCategory(category, options)),
    readAll: async (options) => page(await store.readAll(options)),
    async *subscribe(options) {
      for await (const one of store.subscribe(options)) yield page(one);
    },
    head: () => store.head(),
    eventAt: (position, of) => store.eventAt(position, of),
    close: () => store.close(),
  };
}
