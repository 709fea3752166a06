import type { StoredEvent } from '#kernel';
import { isSealed, type Log } from './event-store.ts';

/**
 * A log into which another one is moved, as it is: ids, order, data, metadata and recorded times, and with them receipts,
 * are those of the source; positions are its own. While it is being restored, nobody opens it but who goes on with that.
 */
export interface Restorable extends Log {
  /**
   * Begins in an empty store, or goes on with what was begun from the same source.
   *
   * @param source by which it is told from others: the id of its first event
   * @throws Error it is not empty, or is being restored from another source: nothing was changed
   */
  beginRestoring(source: string): Promise<void>;

  /**
   * Appends events as they stand elsewhere, all or nothing, and answers once they are durable. All are of one order: of
   * the store, or of the sealed records. Repeated, it changes nothing.
   *
   * @param after the id of what was restored last in this order; undefined: nothing was
   * @throws Conflict something else stands last there, or it is not being restored: another writes to it
   * @throws Error they cannot stand there as they are
   */
  restore(events: readonly StoredEvent[], after: string | undefined): Promise<void>;

  /** From now on it is a log like any other. */
  endRestoring(): Promise<void>;
}

/** Why a store is refused that holds a part of another one, by the name of where it is kept. */
export const unfinished = (name: string): Error =>
  new Error(
    `${name} holds a part of another store, which was not moved to its end: go on with \`pledgebook migrate\`; nothing was changed`,
  );
/** Why nothing is restored into a store, by its name. */
export const notEmpty = (name: string): Error =>
  new Error(`${name} is not empty: a store is moved into an empty one alone; nothing was changed`);
export const ofAnotherSource = (name: string): Error =>
  new Error(
    `${name} holds a part of another store than this, which was not moved to its end; nothing was changed`,
  );

/** For an engine that keeps sealed records in an order of their own. @throws TypeError events of both orders */
export function orderOf(events: readonly StoredEvent[]): 'events' | 'sealed' {
  const sealed = events.filter(({ stream }) => isSealed(stream)).length;
  if (sealed > 0 && sealed < events.length) throw new TypeError('events and sealed records are two orders');
  return sealed > 0 ? 'sealed' : 'events';
}

/**
 * For an engine that finds moments by halving, which takes that none was recorded before its predecessor.
 *
 * @param since when what stands last there was recorded; '' where nothing does
 * @throws Error one was
 */
export function refuseBackward(events: readonly StoredEvent[], since: string): void {
  let last = since;
  for (const { id, metadata } of events) {
    const recordedAt = metadata['recordedAt'] ?? '';
    if (recordedAt < last) throw new Error(`${id} was recorded before its predecessor: it cannot stand here`);
    last = recordedAt;
  }
}
