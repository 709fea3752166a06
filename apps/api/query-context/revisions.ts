import { START, type EventStore } from '#event-store';

/** An event that the view had not folded yet is passed over, and those written at the same time are few. */
const LOOKED_AT = 50;

/**
 * The revision of a stream as a view knows it that has come so far: what is told beside it is told from no later event,
 * so that whoever expects this revision decides on what it read.
 *
 * @param position through which the view has come
 * @returns undefined where the stream has gone on much further since
 */
export async function revisionAt(
  store: EventStore,
  stream: string,
  position = START,
): Promise<number | undefined> {
  const { events } = await store.readStream(stream, { direction: 'backward', limit: LOOKED_AT });
  return events.find((event) => event.position <= position)?.revision;
}

const REVISIONS = new WeakMap<object, number>();

/** An answer about one entity, with the revision that it is of: told in its `ETag`, since a moment's answer has none in it. */
export function numbered<A extends object>(answer: A, revision: number | undefined): A {
  if (revision !== undefined) REVISIONS.set(answer, revision);
  return answer;
}

/** The revision that an answer is of, where it is about one entity as it stands. */
export const revisionOf = (answer: object): number | undefined => REVISIONS.get(answer);
