import { dayOf, defineProjection, type StoredEvent } from '#kernel';
import { afterLedgerEvent, ledgerRow, type LedgerDoc } from '#commitment';
import type { PublicEvent } from './message.ts';
import { isPublic, PUBLIC_EVENTS, publicType } from './public-events.ts';

/** The stored feed: how many were told of a partnership, each commitment's state, and the messages. */
export interface FeedDoc {
  readonly told?: number;
  readonly state?: LedgerDoc;
  readonly message?: PublicEvent;
}

const MESSAGE = 'z:';
/** Messages are listed by key, which is their position: it orders, and never leaves the system in clear. */
export const messageKey = (position: string): string => `${MESSAGE}${position}`;
export const positionOfMessage = (key: string): string => key.slice(MESSAGE.length);

type Ids = { readonly partnership: string; readonly commitment?: string; readonly organisation?: string };
const counterKey = ({ partnership }: Ids): string => `p:${partnership}`;
const stateKey = ({ commitment = '' }: Ids): string => `c:${commitment}`;

/** Where the schema of a public type is told. */
export const schemaPath = (type: string): string => `/v1/schemas/${type}`;
/** As wide as `sequencetype` Integer goes: the texts then sort as the numbers do, which CloudEvents asks for. */
const SEQUENCE_WIDTH = 10;

/** The day of the state after an event: the one it was recorded on, or its own where that has begun elsewhere on earth. */
const dayAfter = (recordedAt: string, effectiveOn: string): string =>
  effectiveOn > dayOf(recordedAt) ? effectiveOn : dayOf(recordedAt);

function messageOf(event: StoredEvent, told: number, state: LedgerDoc | undefined): PublicEvent {
  const { partnership, commitment, organisation, ...change } = event.data as Ids & Record<string, unknown>;
  const { recordedAt = '', effectiveOn = '', organisation: by = '', onBehalfOf, basis } = event.metadata;
  const type = publicType(event.type, event.version);
  return {
    specversion: '1.0',
    id: event.id,
    source: `/v1/partnerships/${partnership}`,
    type,
    subject: commitment ?? partnership,
    time: recordedAt,
    datacontenttype: 'application/json',
    dataschema: schemaPath(type),
    sequence: String(told).padStart(SEQUENCE_WIDTH, '0'),
    sequencetype: 'Integer',
    data: {
      partnership,
      ...(commitment === undefined ? {} : { commitment }),
      ...(organisation === undefined ? {} : { organisation }),
      effectiveOn,
      by,
      ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
      ...(basis === undefined ? {} : { basis }),
      change,
      ...(state ? { state: ledgerRow(state, dayAfter(recordedAt, effectiveOn)) } : {}),
    },
  };
}

/** A stored message as it is told: with addresses that lead to the server at this origin. */
export const toldFrom = (origin: string, message: PublicEvent): PublicEvent => ({
  ...message,
  dataschema: new URL(message.dataschema, origin).href,
});

/** One event into the counter, the commitment's state and the message, in this order. */
function tell(
  doc: FeedDoc | undefined,
  event: StoredEvent,
  { key, peek }: { key: string; peek: (key: string) => FeedDoc | undefined },
): FeedDoc | undefined {
  const ids = event.data as Ids;
  if (key === counterKey(ids)) return { told: (doc?.told ?? 0) + 1 };
  if (key === stateKey(ids)) {
    const state = afterLedgerEvent(doc?.state, event);
    return state && { state };
  }
  const state = ids.commitment === undefined ? undefined : peek(stateKey(ids))?.state;
  return { message: messageOf(event, peek(counterKey(ids))?.told ?? 0, state) };
}

/** The public events in the order of the store, ready to be told over HTTP or to any broker. */
export const feed = defineProjection<FeedDoc, PublicEvent | undefined>({
  name: 'feed',
  version: 6,
  keys: (event) => {
    if (!isPublic(event)) return [];
    const ids = event.data as Ids;
    const state = ids.commitment === undefined ? [] : [stateKey(ids)];
    return [counterKey(ids), ...state, messageKey(event.position)];
  },
  on: Object.fromEntries(PUBLIC_EVENTS.map(({ type }) => [type, tell])),
  columns: {
    partnership: { kind: 'text', of: ({ message }) => message?.data.partnership ?? null },
    organisation: { kind: 'text', of: ({ message }) => message?.data.organisation ?? null },
    type: { kind: 'text', of: ({ message }) => message?.type ?? null },
  },
  at: ({ message }) => message,
});
