import { jsonEvent, type AppendRecordInput, type RecordedEvent } from '@kurrent/kurrentdb-client';
import { canonical, positionOf, receiptOfTexts, type Encoded, type Receipt } from '#event-store';
import { bitsOf, idOfBits, type Metadata, type StoredEvent } from '#kernel';
import type { StreamNames } from './names.ts';

/** The schema version of an event stands among the metadata: a record of the server has no other place for it. */
const VERSION = 'schemaVersion';
/** The server's own, such as `$schema.name`. */
const isSystems = (name: string): boolean => name.startsWith('$');

/** Record ids are UUIDs: the 128 bits of `evt_…`. */
export function uuidOf(id: string): string {
  const hex = bitsOf('evt', id).toString(16).padStart(32, '0');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
export const idOf = (uuid: string): string => idOfBits('evt', BigInt(`0x${uuid.replaceAll('-', '')}`));

/** In the order of RFC 8785: the server gives its properties in an order of its own. */
const sorted = (metadata: Metadata): Metadata =>
  Object.fromEntries(Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1)));

/** An event on its way in, and when it is recorded: the server's own `created` knows whole seconds alone. */
export interface Stamped {
  readonly stream: string;
  readonly event: Encoded;
  readonly recordedAt: string;
}

/** @throws TypeError it has no id that is a UUID, or metadata by a name that is taken */
export function recordOf(names: StreamNames, { stream, event, recordedAt }: Stamped): AppendRecordInput {
  const taken = Object.keys(event.metadata).find((name) => name === VERSION || isSystems(name));
  if (taken !== undefined) throw new TypeError(`metadata cannot be called ${taken}`);
  const data = JSON.parse(event.text) as Record<string, unknown>;
  const metadata = { ...event.metadata, recordedAt, [VERSION]: String(event.version) };
  return {
    streamName: names.onServer(stream),
    record: jsonEvent({ id: uuidOf(event.id), type: event.type, data, metadata }),
  };
}

/** A record as an event; undefined where it is none of this store's. JSON comes back parsed: its bytes are not kept. */
export function eventOf(names: StreamNames, recorded: RecordedEvent): StoredEvent | undefined {
  const stream = names.here(recorded.streamId);
  const { [VERSION]: version, ...metadata } = (recorded.metadata ?? {}) as Record<string, string>;
  if (stream === undefined || version === undefined || !recorded.position) return undefined;
  return {
    id: idOf(recorded.id),
    stream,
    revision: Number(recorded.revision),
    position: positionOf(recorded.position.commit),
    type: recorded.type,
    version: Number(version),
    data: recorded.data,
    metadata: sorted(Object.fromEntries(Object.entries(metadata).filter(([name]) => !isSystems(name)))),
  };
}

/** Where the only record of an append stands, as the server answered. */
export interface Place {
  readonly revision: number;
  readonly position: string;
}

/** An event as it was stored, and its receipt, told without reading it. */
export function storedAt(
  { stream, event, recordedAt }: Stamped,
  { revision, position }: Place,
): { readonly event: StoredEvent; readonly receipt: Receipt } {
  const { id, type, version, text } = event;
  const metadata = sorted({ ...event.metadata, recordedAt });
  const place = { id, stream, revision, type, version };
  return {
    event: { ...place, position, data: JSON.parse(text) as unknown, metadata },
    receipt: receiptOfTexts(place, { data: text, metadata: canonical(metadata) }),
  };
}
