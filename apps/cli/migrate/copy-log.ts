import { Conflict, hasIndex, START, type Log, type Restorable } from '#event-store';
import { eventsOf, ORDERS, lengthOf, type Heard, type Order } from './orders.ts';

export interface Copying {
  readonly source: Log;
  readonly target: Restorable;
  /** How many go at once, at the most. */
  readonly limit: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: Heard | undefined;
}

/** Where to go on in the source, after what was moved before. @throws Error that does not stand in the source */
async function placeAfter(
  order: Order,
  { source, limit }: Copying,
  last: string | undefined,
): Promise<string> {
  if (last === undefined) return START;
  if (hasIndex(source)) {
    const found = await source.readEvent(last);
    if (found) return found.position;
  } else
    for await (const { id, position } of eventsOf(order, source, limit)) if (id === last) return position;
  throw new Error(
    `${last} was moved before and does not stand in the source: an older one was put back; nothing was changed`,
  );
}

async function copyOrder(order: Order, copying: Copying, moved: (by: number) => void): Promise<void> {
  const { source, target, limit, signal } = copying;
  let last = (await order.last(target))?.id;
  let after = await placeAfter(order, copying, last);
  moved(Number(after));
  for (let end = false; !end;) {
    signal?.throwIfAborted();
    const page = await order.read(source, { after, limit });
    await target.restore(page.events, last);
    moved(Number(page.complete) - Number(after));
    last = page.events.at(-1)?.id ?? last;
    [after, end] = [page.complete, page.end];
  }
}

/** Moves what of a log was not moved yet: the events, then the sealed records. */
export async function copyLog(copying: Copying): Promise<void> {
  const whole = await lengthOf(copying.source);
  let done = 0;
  const moved = (by: number) => {
    done += by;
    copying.onProgress?.(done, whole);
  };
  try {
    for (const order of ORDERS) await copyOrder(order, copying, moved);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    throw new Error('something else writes where the store is moved to', { cause: error });
  }
}
