import type { PublicEvent, PublicEvents, PublicEventType } from '#contracts';
import type { Door } from './door.ts';
import type { Inbox } from './inbox.ts';

/** What is done with events of each type, on the transaction in which it is kept that they came. */
export type Handlers<Transaction> = {
  readonly [T in PublicEventType]?: (event: PublicEvents[T], transaction: Transaction) => unknown;
};

export interface Subscription<Transaction> {
  readonly inbox: Inbox<Transaction>;
  readonly on?: Handlers<Transaction>;
  /** Of every event, whatever its type, before what is done with its type: types may be added that `on` cannot know. */
  readonly each?: (event: PublicEvent, transaction: Transaction) => unknown;
  /** Ends it, after the events in hand. */
  readonly signal: AbortSignal;
}

/**
 * Hands over each public event once, in order per source, until it is aborted: what handlers write on their transaction
 * is written once, wherever the process is killed. What they do elsewhere may be done again.
 *
 * @throws whatever a handler throws, or the inbox: nothing of those events is kept, and whoever subscribes again gets
 *   them again
 * @throws SubscriptionRefused going on is of no use
 */
export async function subscribe<Transaction>(
  door: Door,
  { inbox, on = {}, each, signal }: Subscription<Transaction>,
): Promise<void> {
  const handle = async (event: PublicEvent, transaction: Transaction): Promise<void> => {
    await each?.(event, transaction);
    const handler = Object.hasOwn(on, event.type) ? on[event.type as PublicEventType] : undefined;
    await handler?.(event as never, transaction);
  };
  await door.follow(await inbox.place(), (batch) => inbox.take(batch, handle), signal);
}
