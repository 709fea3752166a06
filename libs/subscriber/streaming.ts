import { createParser } from 'eventsource-parser';
import type { PublicEvent } from '#contracts';
import type { Batch, Door } from './door.ts';
import { addressOf, ask, interrupt, type HttpDoor } from './http.ts';
import { Interrupted, persistently } from './persistently.ts';

/**
 * Events as they stand in the chunks of a stream, chunk by chunk. The next one is read when it is asked for: a book keeps
 * nothing for a reader that takes long, and lets go of it, which then comes again.
 *
 * @throws Interrupted the stream ended
 */
async function* batchesIn(response: Response): AsyncGenerator<Batch> {
  let events: PublicEvent[] = [];
  let place: string | undefined;
  const parser = createParser({
    onEvent: ({ data, id }) => {
      events.push(JSON.parse(data) as PublicEvent);
      place = id;
    },
  });
  const decoder = new TextDecoder();
  const chunks = (response.body as ReadableStream<Uint8Array>).getReader();
  try {
    for (;;) {
      const { done, value } = await chunks.read().catch(interrupt);
      if (done) throw new Interrupted('the stream ended');
      parser.feed(decoder.decode(value, { stream: true }));
      if (events.length === 0) continue;
      const batch = { events, ...(place === undefined ? {} : { place }) };
      events = [];
      yield batch;
    }
  } finally {
    await chunks.cancel().catch(() => undefined);
  }
}

/** Holds a stream of server-sent events open: is told within moments, and costs a request only where it was cut off. */
export const streaming = (door: HttpDoor): Door => ({
  async follow(after, take, signal) {
    let place = after;
    await persistently(signal, async (progressed) => {
      const last: Record<string, string> = place === undefined ? {} : { 'last-event-id': place };
      const headers = { accept: 'text/event-stream', ...door.headers, ...last };
      const response = await ask(addressOf(door, {}), headers, signal);
      for await (const batch of batchesIn(response)) {
        progressed();
        await take(batch);
        place = batch.place;
        if (signal.aborted) return;
      }
    });
  },
});
