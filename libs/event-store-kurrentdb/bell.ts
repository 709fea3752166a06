import { END, type KurrentDBClient } from '@kurrent/kurrentdb-client';
import type { StreamNames } from './names.ts';

/** How long it waits before it subscribes again, in milliseconds. */
const AGAIN = 1_000;

/**
 * Hears that something was appended, and tells nothing else of it: tails read from where they are, at several times the
 * rate of a subscription, and so do not hang on when it says that it has caught up, which may be before its events were
 * handled. A subscription ends with its first error, and is made anew.
 */
export class Bell {
  private subscription: ReturnType<KurrentDBClient['subscribeToAll']> | undefined;
  private again: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    private readonly client: KurrentDBClient,
    private readonly names: StreamNames,
    private readonly ring: () => void,
  ) {}

  /** Begins to hear, if it does not yet. */
  listen(): void {
    if (this.closed || this.subscription || this.again) return;
    const subscription = this.client.subscribeToAll({ fromPosition: END, filter: this.names.filter });
    this.subscription = subscription;
    subscription.on('data', () => this.ring());
    subscription.on('error', () => this.lost(subscription));
    subscription.on('end', () => this.lost(subscription));
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.again);
    await this.subscription?.unsubscribe().catch(() => undefined);
  }

  private lost(subscription: Bell['subscription']): void {
    if (this.closed || subscription !== this.subscription) return;
    this.subscription = undefined;
    this.again = setTimeout(() => {
      this.again = undefined;
      this.listen();
    }, AGAIN).unref();
  }
}
