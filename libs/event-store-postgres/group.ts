import type { Appended, Check, Encoded, Expected } from '#event-store';

/** An append that waits to be answered. */
export interface Asked {
  /** What it relies on: the streams that it writes, then those that it only checks. */
  readonly named: readonly Check[];
  readonly written: readonly string[];
  readonly events: readonly (Encoded & { readonly stream: string })[];
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/** So many appends go in one call at the most: larger groups were measured to be no faster. */
const GROUP = 64;

/**
 * Takes from the queue what can go in one call, in order: no stream written by one append is named by another, and no
 * event is there twice. What has to wait holds back whatever names the same streams, so that nothing overtakes.
 */
export function takeGroup(queue: Asked[]): Asked[] {
  const group: Asked[] = [];
  const [written, named, ids] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const left: Asked[] = [];
  for (const asked of queue) {
    const writes = asked.written;
    const names = asked.named.map(({ stream }) => stream);
    const events = asked.events.map(({ id }) => id);
    const apart =
      group.length < GROUP &&
      !writes.some((stream) => named.has(stream)) &&
      !names.some((stream) => written.has(stream)) &&
      !events.some((id) => ids.has(id));
    (apart ? group : left).push(asked);
    for (const stream of writes) written.add(stream);
    for (const stream of names) named.add(stream);
    for (const id of events) ids.add(id);
  }
  queue.splice(0, queue.length, ...left);
  return group;
}

/** An expectation as the function of the database takes it. */
export const codeOf = (expected: Expected): number =>
  expected === 'any' ? -3 : expected === 'exists' ? -2 : expected === 'none' ? -1 : expected.exact;
