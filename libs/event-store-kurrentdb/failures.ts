import { StreamNotFoundError } from '@kurrent/kurrentdb-client';
import { Unavailable } from '#event-store';

/** What the client calls what passes: no node, another leader, no answer in time. */
const PASSING: ReadonlySet<unknown> = new Set([
  'unavailable',
  'not-leader',
  'deadline-exceeded',
  'cancelled',
  'timeout',
]);
/** gRPC's UNAVAILABLE: once the server is away, the client says so in a plain `Error` without a type. */
const UNAVAILABLE = 14;
/** What it says while a cluster has no leader, or no node of it answers. */
const LEADERLESS = /no leader|failed to discover/i;
/** A single record, or a whole call, is larger than the server takes. */
const TOO_LARGE: ReadonlySet<unknown> = new Set([
  'append-record-size-exceeded',
  'maximum-append-size-exceeded',
  'transaction-max-size-exceeded',
]);

interface Failure {
  readonly type?: string;
  readonly code?: number;
  readonly message?: string;
}

/** Whether the call may have been carried out or not, or may succeed later. */
export function isPassing(error: unknown): boolean {
  const { type, code, message = '' } = error as Failure;
  return PASSING.has(type) || (type === undefined && code === UNAVAILABLE) || LEADERLESS.test(message);
}

export const isTooLarge = (error: unknown): boolean => TOO_LARGE.has((error as Failure).type);

export const unavailable = (cause: unknown): Unavailable =>
  new Unavailable('the store did not answer', { cause });

/**
 * What was read; undefined where the stream is missing, which is told only once it is iterated. The bridge that reads
 * has one name, `unknown`, for whatever a server said that was ending just then: of a read it passes.
 *
 * @throws Unavailable no answer came, or one that will pass; with the client's error as cause
 */
export async function answering<A>(read: () => Promise<A>): Promise<A | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof StreamNotFoundError) return undefined;
    throw isPassing(error) || (error as Failure).type === 'unknown' ? unavailable(error) : error;
  }
}

/**
 * Whether a read failed because nothing begins at the position that it was to begin at, which is then of another log.
 * It has no type: it is told by what the server says, which may be that it could not read what it found there.
 */
export const isNoPosition = (error: unknown): boolean =>
  /invalid ?position|ReadAllResult: Error/i.test(String((error as Unavailable).cause));
