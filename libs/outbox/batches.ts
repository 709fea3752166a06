import type { Filter, Fold, KeptMessage, Message, Stopped } from './outbox.ts';

/** So many characters of messages are in one page at the most, whatever its limit; one message is always. */
export const MOST_TEXT = 16 * 1024 * 1024;

/** A row of the table of folds, alike on every engine. */
export interface FoldRow {
  readonly version: number;
  readonly telling: boolean | number;
  readonly position: string;
  readonly event: string;
  readonly day: string;
  readonly turn: number;
  readonly stopped_event: string | null;
  readonly stopped_message: string | null;
}
export interface MessageRow {
  readonly number: number;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly text: string;
}

/** A whole row of the table of messages. */
export interface KeptRow extends MessageRow {
  readonly sequence: number;
  readonly partnership: string | null;
  readonly organisation: string | null;
  readonly position: string;
  readonly of_time: boolean | number;
}

export function foldOf(row: FoldRow): Fold {
  const { version, telling, position, event, day, turn, stopped_event: at, stopped_message: why } = row;
  const stopped: Stopped | undefined = at === null ? undefined : { event: at, message: why ?? '' };
  return {
    version,
    isTelling: Boolean(telling),
    position,
    event,
    day,
    turn,
    ...(stopped ? { stopped } : {}),
  };
}

export const messageOfRow = ({ number, id, source, type, text }: MessageRow): Message => ({
  place: { number, id },
  source,
  type,
  text,
});

export const keptOf = ({ partnership, organisation, of_time: ofTime, ...row }: KeptRow): KeptMessage => ({
  ...row,
  ...(partnership === null ? {} : { partnership }),
  ...(organisation === null ? {} : { organisation }),
  ofTime: Boolean(ofTime),
});

/**
 * The columns that a filter is of, with their values.
 *
 * @param commitment how the commitment is found in the text of a message: it has an index, and no column
 */
export function columnsOf(filter: Filter, commitment: string): [string, readonly string[]][] {
  const { types, partnership, organisation } = filter;
  const one = (column: string, value: string | undefined): [string, readonly string[]][] =>
    value === undefined ? [] : [[column, [value]]];
  return [
    ...(types ? [['type', types] as [string, readonly string[]]] : []),
    ...one('partnership', partnership),
    ...one('organisation', organisation),
    ...one(commitment, filter.commitment),
  ];
}
