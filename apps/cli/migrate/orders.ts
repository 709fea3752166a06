import { SEALED, START, type Log, type Page, type ReadOptions } from '#event-store';
import type { StoredEvent } from '#kernel';

/** One of the two orders of a log: of its events, or of its sealed records. */
export interface Order {
  readonly name: string;
  read(log: Log, options: ReadOptions): Promise<Page>;
  /** What stands last in it: its id and position; undefined where nothing does. */
  last(log: Log): Promise<Pick<StoredEvent, 'id' | 'position'> | undefined>;
}

export const EVENTS: Order = {
  name: 'events',
  read: (log, options) => log.readAll(options),
  last: async (log) => {
    const position = await log.head();
    const id = await log.eventAt(position);
    return position === START || id === undefined ? undefined : { id, position };
  },
};
export const RECORDS: Order = {
  name: 'sealed records',
  read: (log, options) => log.readCategory(SEALED, options),
  last: async (log) => (await log.newestSealed(1))[0],
};
export const ORDERS = [EVENTS, RECORDS] as const;

/** All of an order, from its beginning. */
export async function* eventsOf(order: Order, log: Log, limit: number): AsyncGenerator<StoredEvent> {
  for (let after = START, end = false; !end;) {
    const page = await order.read(log, { after, limit });
    yield* page.events;
    [after, end] = [page.complete, page.end];
  }
}

/** Hears how far something has come: how much is done, and of how much. */
export type Heard = (done: number, of: number) => void;

/** How long both orders are, by their positions. */
export async function lengthOf(log: Log): Promise<number> {
  const ends = await Promise.all(ORDERS.map((order) => order.last(log)));
  return ends.reduce((sum, end) => sum + Number(end?.position ?? 0), 0);
}
