import { canonical } from './canonical.ts';
import type { Check, EventToAppend, Expected, Write } from './event-store.ts';

/** An event whose data is known to be storable, as it will stand. */
export interface Encoded extends EventToAppend {
  /** Its data in canonical form. */
  readonly text: string;
}

/**
 * The events of a write, encoded. Everything that can be wrong with an append alone is found here, before it joins a
 * group, in which it would take its neighbours with it.
 *
 * @throws TypeError it is nothing that JSON can say or UTF-8 can hold (RFC 8785, RFC 8259 section 8)
 */
export const encoded = ({ stream, events }: Write): Encoded[] =>
  events.map((event) => {
    for (const text of [event.id, event.type, ...Object.values(event.metadata)])
      if (typeof text !== 'string' || !text.isWellFormed())
        throw new TypeError(`an event of ${stream} holds what is no text`);
    if (!Number.isSafeInteger(event.version))
      throw new TypeError(`no schema version: ${String(event.version)}`);
    return { ...event, text: canonical(event.data) };
  });

const NAME = /^[^-]+-[^-]+-[^-]+$/;

/** @throws TypeError it writes nothing, names a stream twice, or names none (`<category>-<kind>-<entity>`) */
export function refuseNoAppend(writes: readonly Write[], checks: readonly Check[]): void {
  if (writes.length === 0 || writes.some(({ events }) => events.length === 0))
    throw new TypeError('an append writes at least one event to each stream it names');
  if (new Set(writes.map(({ stream }) => stream)).size < writes.length)
    throw new TypeError('an append names a stream once');
  for (const { stream } of [...writes, ...checks])
    if (!NAME.test(stream)) throw new TypeError(`no stream name: ${stream}`);
}

/** @param revision of the stream's last event; -1 where it is missing */
export const holds = (expected: Expected, revision: number): boolean =>
  expected === 'any' ||
  (expected === 'none' ? revision < 0 : expected === 'exists' ? revision >= 0 : expected.exact === revision);
