import type { PublicEvent } from '#contracts';
import type { Door } from './door.ts';
import { addressOf, ask, interrupt, type HttpDoor } from './http.ts';
import { persistently } from './persistently.ts';

/** An answer is held back for so many seconds while there is nothing to tell. */
const WAIT = '30';

interface Page {
  readonly events: readonly PublicEvent[];
  readonly next: string;
}

/** Asks for what comes next, again and again: through whatever lets a request through. */
export const polling = (door: HttpDoor & { readonly limit?: number }): Door => ({
  async follow(after, take, signal) {
    const limit = String(door.limit ?? 100);
    let place = after;
    await persistently(signal, async (progressed) => {
      const address = addressOf(door, { after: place, limit, wait: WAIT });
      const response = await ask(address, { accept: 'application/json', ...door.headers }, signal);
      const { events, next } = (await response.json().catch(interrupt)) as Page;
      progressed();
      await take({ events, place: next });
      place = next;
    });
  },
});
