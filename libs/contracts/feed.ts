import { dayOf, defineProjection, type StoredEvent } from '#kernel';
import { afterLedgerEvent, commitmentEvents, ledgerRow, type LedgerDoc, type LedgerRow } from '#commitment';
import * as partnership from '#partnership';

/**
 * What is told to everybody outside: a partnership convened and closed, a participant joined and left, goal and
 * agreement adopted, and everything on a commitment. The rest is for participants.
 */
export const PUBLIC_EVENTS = [
  partnership.PartnershipConvened,
  partnership.PartnershipClosed,
  partnership.ParticipantJoined,
  partnership.ParticipantLeft,
  partnership.GoalAdopted,
  partnership.AgreementFormed,
  ...commitmentEvents,
];

/** The one public contract: a CloudEvent (version 1.0, with the extension `sequence`). */
export interface PublicEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  /** Counts the public events of a partnership from 1, without a gap. */
  readonly sequence: string;
  readonly data: {
    readonly partnership: string;
    readonly commitment?: string;
    readonly organisation?: string;
    readonly effectiveOn: string;
    /** Who said so, and for whom. */
    readonly by: string;
    readonly onBehalfOf?: string;
    readonly basis?: string;
    readonly change: Readonly<Record<string, unknown>>;
    /** The commitment as it stands after the change, on the day it was recorded. */
    readonly state?: LedgerRow;
  };
}

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

/** `CommitmentMade` of version 1 is `pledgebook.commitment-made.v1`. */
export const publicType = (type: string, version: number): string =>
  `pledgebook.${type.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase()}.v${version}`;

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
    dataschema: `/v1/schemas/${type}`,
    sequence: String(told),
    data: {
      partnership,
      ...(commitment === undefined ? {} : { commitment }),
      ...(organisation === undefined ? {} : { organisation }),
      effectiveOn,
      by,
      ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
      ...(basis === undefined ? {} : { basis }),
      change,
      ...(state ? { state: ledgerRow(state, dayOf(recordedAt)) } : {}),
    },
  };
}

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
  version: 1,
  keys: ({ position, data }) => {
    const ids = data as Ids;
    const state = ids.commitment === undefined ? [] : [stateKey(ids)];
    return [counterKey(ids), ...state, messageKey(position)];
  },
  on: Object.fromEntries(PUBLIC_EVENTS.map(({ type }) => [type, tell])),
  columns: {
    partnership: { kind: 'text', of: ({ message }) => message?.data.partnership ?? null },
    organisation: { kind: 'text', of: ({ message }) => message?.data.organisation ?? null },
    type: { kind: 'text', of: ({ message }) => message?.type ?? null },
  },
  at: ({ message }) => message,
});
