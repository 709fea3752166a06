import type { PublicEvent } from '#contracts';

/** Events as a door told them: those of one source in order. */
export interface Batch {
  readonly events: readonly PublicEvent[];
  /** Where to go on after them, at a door that lets its readers say so. */
  readonly place?: string;
}

/**
 * A way by which public events come, from the first on, each at least once. It goes on by itself where the network or the
 * other side was away.
 */
export interface Door {
  /**
   * Tells what comes after a place until it is aborted; the next batch comes once the one before was taken.
   *
   * @param after a `place` of a batch; undefined: from the first event, or where the door itself remembers to be
   * @throws whatever `take` throws
   * @throws SubscriptionRefused going on is of no use
   */
  follow(
    after: string | undefined,
    take: (batch: Batch) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void>;
}

/** Which events, at a door that can leave some out: all that are of everything named. */
export interface Filter {
  /** Such as `pledgebook.commitment-made.v1`. */
  readonly types?: readonly string[];
  readonly partnership?: string;
  /** Whom they concern. */
  readonly organisation?: string;
  readonly commitment?: string;
}

/** The other side refused for good: `code` is for programs (as in its problem document), the message says what to do. */
export class SubscriptionRefused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail);
  }
}
