import type { Filter, Place } from '#outbox';

/** What became of one try to deliver a message, as its owner is shown it. */
export interface Answer {
  /** When it was tried (ISO 8601, UTC). */
  readonly at: string;
  /** The status that the target answered with; undefined where it did not answer. */
  readonly status?: number;
  /** The beginning of what it answered, 1000 characters at the most. */
  readonly body?: string;
  /** Why there was no answer, in words. */
  readonly error?: string;
  /** So many seconds the target asks to be left alone. */
  readonly retryAfter?: number;
}

/** A secret that messages are signed with, sealed. */
export interface SealedSecret {
  readonly sealed: string;
  /** Another has taken its place, and it signs beside that one until then (ISO 8601, UTC). */
  readonly until?: string;
}

/**
 * What keeps a webhook from going on, whatever its target does: its place is not in the outbox any more (`place-lost`), or
 * its secrets cannot be opened (`secret-lost`).
 */
export type Trouble = 'place-lost' | 'secret-lost';

/** An address that the public messages are posted to, in order for each source. */
export interface Webhook {
  /** `whk_…` */
  readonly id: string;
  /** Whose it is: the organisation, or the operator, that registered it. */
  readonly organisation: string;
  readonly url: string;
  /** Which messages. */
  readonly filter: Filter;
  /** The newest first: with it, and with those that it took the place of, until their time is up. */
  readonly secrets: readonly SealedSecret[];
  readonly createdAt: string;
  /** Everything up to it is delivered, or is of a source that is held back. */
  readonly place: Place;
  /** Since when its target answers that it is gone (410): nothing is delivered any more. */
  readonly endedAt?: string;
  readonly trouble?: Trouble;
  /** Grows with whatever its owner does to it. */
  readonly revision: number;
}

/**
 * A source whose messages wait, since one of them was not taken. All others go on. It is `waiting` to be tried again, or
 * parked: then it waits for its owner.
 */
export interface HeldSource {
  readonly source: string;
  /** Messages of this source up to it are done with. */
  readonly after: Place;
  /** The message that was not taken; undefined while the source catches up. */
  readonly failing?: Place;
  /** How often that message was tried. */
  readonly attempts: number;
  /** When it is tried again; undefined where it is parked. */
  readonly nextAt?: string;
  readonly parkedAt?: string;
  readonly answer?: Answer;
}

/** How many sources wait to be tried again, and how many are parked. */
export interface HeldCounts {
  readonly waiting: number;
  readonly parked: number;
}
