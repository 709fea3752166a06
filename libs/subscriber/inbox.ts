import type { PublicEvent } from '#contracts';
import type { Batch } from './door.ts';

/**
 * What a service has of what it was told, kept in its own database: so that what it does with an event, and that it has
 * it, are written together or not at all. `PostgresInbox` is one; another database needs no more than this.
 */
export interface Inbox<Transaction> {
  /** Where to go on; undefined: at no place yet. */
  place(): Promise<string | undefined>;
  /**
   * Hands over each event that it does not have yet, and keeps it and the batch's place, all in one transaction.
   *
   * @throws whatever `handle` throws: then nothing of the batch is kept
   */
  take(batch: Batch, handle: (event: PublicEvent, transaction: Transaction) => Promise<void>): Promise<void>;
}
