import { createHash, type Hash } from 'node:crypto';
import { fingerprint } from '#event-store';
import type { StoredEvent } from '#kernel';
import type { Copying } from './copy-log.ts';
import { EVENTS, eventsOf, lengthOf, ORDERS, type Order } from './orders.ts';

/** Why a migration does not end: what was read first is not all any more. */
export const grown = (): Error =>
  new Error(
    'the source was written to while it was moved: stop whatever writes there, and run this again, which goes on where it was',
  );

/** What two logs were found to have in common. */
export interface Compared {
  readonly events: number;
  readonly records: number;
  /** SHA-256 over the fingerprints of all events, then of all sealed records, in their order; hexadecimal. */
  readonly sha256: string;
  /** Events stand at other positions than in the source. */
  readonly isMoved: boolean;
}

interface Comparing extends Copying {
  readonly hash: Hash;
  readonly one: () => void;
}

/** @returns how many there are, and whether any stands at another position */
async function compareOrder(order: Order, { source, target, limit, signal, hash, one }: Comparing) {
  const theirs = eventsOf(order, target, limit);
  let [count, isMoved] = [0, false];
  for await (const event of eventsOf(order, source, limit)) {
    const { value, done } = await theirs.next();
    if (done) throw grown();
    const sha256 = fingerprint(event);
    if (sha256 !== fingerprint(value)) throw differing(event, value);
    hash.update(sha256);
    isMoved ||= event.position !== value.position;
    count++;
    one();
    if (count % limit === 0) signal?.throwIfAborted();
  }
  const more = await theirs.next();
  if (!more.done)
    throw new Error(`${more.value.id} stands where the store is moved to, and not in the source`);
  return { count, isMoved };
}

const differing = (source: StoredEvent, target: StoredEvent): Error =>
  new Error(
    `${source.id} in the source is not what stands in its place where it was moved to (${target.id}): take that away and begin anew`,
  );

/**
 * Reads both logs through and holds each event against its own, by its fingerprint.
 *
 * @throws Error they differ, or the source has more
 */
export async function compareLogs(copying: Copying): Promise<Compared> {
  const whole = await lengthOf(copying.source);
  const hash = createHash('sha256');
  let done = 0;
  const one = () => copying.onProgress?.(++done, whole);
  const counts: number[] = [];
  let isMoved = false;
  for (const order of ORDERS) {
    const found = await compareOrder(order, { ...copying, hash, one });
    counts.push(found.count);
    if (order === EVENTS) ({ isMoved } = found);
  }
  const [events = 0, records = 0] = counts;
  return { events, records, sha256: hash.digest('hex'), isMoved };
}
