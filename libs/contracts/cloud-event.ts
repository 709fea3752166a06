import type { CommitmentStanding, PartnershipStanding, PublicEvent, ToldOfAny } from './message.ts';
import type { FallingDue } from '#commitment';
import { addDays, dayOf, digestOf, makeId, type StoredEvent } from '#kernel';
import type { DirectoryEntry } from '#organisation';
import { publicType } from './public-events.ts';

/** Where the schema of a public type is told. */
export const schemaPath = (type: string): string => `/v1/schemas/${type}`;
/** As wide as `sequencetype` Integer goes: the texts then sort as the numbers do, which CloudEvents asks for. */
const SEQUENCE_WIDTH = 10;
/** A message of more bytes than this leaves its state out: brokers take a megabyte at the most. */
const MOST_BYTES = 900_000;

interface Ids {
  readonly partnership?: string;
  readonly commitment?: string;
  readonly organisation?: string;
}
type Standing = CommitmentStanding | PartnershipStanding | DirectoryEntry;
/** A message without its number. */
export interface Draft extends Ids {
  readonly id: string;
  /** The partnership, else the organisation, as a path. */
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly data: ToldOfAny;
}

/** The partnership, else the organisation: order and numbers are per source. */
const sourceOf = ({ partnership, organisation = '' }: Ids): string =>
  partnership === undefined ? `/v1/organisations/${organisation}` : `/v1/partnerships/${partnership}`;
const idsOf = ({ partnership, commitment, organisation }: Ids): Ids => ({
  ...(partnership === undefined ? {} : { partnership }),
  ...(commitment === undefined ? {} : { commitment }),
  ...(organisation === undefined ? {} : { organisation }),
});

/** The day of the state after an event: the one it was recorded on, or its own where that has begun elsewhere on earth. */
export function dayAfter({ metadata: { recordedAt = '', effectiveOn = '' } }: StoredEvent): string {
  return effectiveOn > dayOf(recordedAt) ? effectiveOn : dayOf(recordedAt);
}

/** @param state of the commitment, the partnership or the organisation, on the day after the event */
export function draftOf(event: StoredEvent, state: Standing | undefined): Draft {
  const { partnership, commitment, organisation, ...change } = event.data as Ids & Record<string, unknown>;
  const { recordedAt = '', effectiveOn = '', organisation: by = '', onBehalfOf, basis } = event.metadata;
  const ids = idsOf({ partnership, commitment, organisation });
  return {
    ...ids,
    id: event.id,
    source: sourceOf(ids),
    type: publicType(event.type, event.version),
    time: recordedAt,
    data: {
      ...ids,
      effectiveOn,
      by,
      ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
      ...(basis === undefined ? {} : { basis }),
      change,
      ...(state ? { state } : {}),
    },
  };
}

/** `report-due` as `ReportDue` is called outside. */
const typeOfDue = ({ what }: FallingDue): string => `pledgebook.${what}.v1`;

/** When the day is over on which something fell due: its message is of that time. */
const over = ({ on }: FallingDue): string => `${addDays(on, 1)}T00:00:00.000Z`;

/** The id of the message that tells of it, made from what it tells of: so that whoever tells it tells the same, and it is known before. */
export function idOfDue(due: FallingDue, commitment: string): string {
  const entry = 'entry' in due ? due.entry : '';
  const digest = Buffer.from(digestOf(due.what, commitment, entry, due.on), 'hex');
  return makeId('evt', Date.parse(over(due)), digest);
}

/**
 * What came with a day, told once it is over.
 *
 * @param ids of the commitment and its owner
 * @param state of the commitment on that day
 */
export function draftOfDue(due: FallingDue, ids: Required<Ids>, state: CommitmentStanding): Draft {
  const { what: _, on, ...change } = due;
  return {
    ...idsOf(ids),
    id: idOfDue(due, ids.commitment),
    source: sourceOf(ids),
    type: typeOfDue(due),
    time: over(due),
    data: { ...idsOf(ids), effectiveOn: on, change, state },
  };
}

/**
 * That a commitment was told otherwise than it is told now, of the same day. Its id is made from what it tells.
 *
 * @param said why, when that was found, and the day that the state is of
 */
export function draftOfRestated(
  state: CommitmentStanding,
  { reason, time, day }: { readonly reason: string; readonly time: string; readonly day: string },
): Draft {
  const { partnership, commitment, organisation } = state;
  const ids = { partnership, commitment, organisation };
  const digest = Buffer.from(digestOf('commitment-restated', commitment, JSON.stringify(state)), 'hex');
  return {
    ...ids,
    id: makeId('evt', Date.parse(time), digest),
    source: sourceOf(ids),
    type: publicType('CommitmentRestated'),
    time,
    data: { ...ids, effectiveOn: day, by: 'operator', change: { reason }, state },
  };
}

export interface Numbered {
  readonly sequence: number;
  /** Where callers reach the book, if that is configured: addresses are then whole. */
  readonly publicUrl?: string | undefined;
}

/** A message as it is told at every door, as JSON. One that is too long for a broker says where its state is to be had. */
export function messageText(draft: Draft, numbered: Numbered): string {
  const text = JSON.stringify(messageOf(draft, numbered));
  if (Buffer.byteLength(text) <= MOST_BYTES || !draft.data.state) return text;
  const { state: _, ...data } = draft.data;
  const { source, commitment } = draft;
  const path = commitment === undefined ? source : `${source}/commitments/${commitment}`;
  const stateAt = addressOf(path, numbered.publicUrl);
  return JSON.stringify(messageOf({ ...draft, data: { ...data, stateAt } }, numbered));
}

function messageOf({ id, source, type, time, data }: Draft, { sequence, publicUrl }: Numbered): PublicEvent {
  return {
    specversion: '1.0',
    id,
    source: addressOf(source, publicUrl),
    type,
    subject: data.commitment ?? data.partnership ?? data.organisation ?? '',
    time,
    datacontenttype: 'application/json',
    dataschema: addressOf(schemaPath(type), publicUrl),
    sequence: String(sequence).padStart(SEQUENCE_WIDTH, '0'),
    sequencetype: 'Integer',
    data,
  };
}

const addressOf = (path: string, publicUrl: string | undefined): string =>
  publicUrl === undefined ? path : new URL(path, publicUrl).href;

/** A message as it was told, with an address of its schema that leads to the server at this origin, where it has none. */
export const toldFrom = (origin: string, message: PublicEvent): PublicEvent => ({
  ...message,
  dataschema: new URL(message.dataschema, origin).href,
});
