import type { AnyQuery } from '#cqrs';
import { refuse, Refused } from '#kernel';
import { preferred } from './accept.ts';
import type { AskedRequest } from './sender.ts';

const JSON_TYPE = 'application/json';
const CSV = 'text/csv';
const STREAM = 'text/event-stream';
/** A media type as `Content-Type` says it (RFC 4180 section 3: of a table, that its first line names the columns). */
const contentTypeOf = (type: string): string =>
  `${type}; charset=utf-8${type === CSV ? '; header=present' : ''}`;
/** What commands are answered as. */
export const JSON_CONTENT = contentTypeOf(JSON_TYPE);
/** What every table takes beside its query: whether it begins with a byte order mark. */
export const BOM = 'bom';

/** In which form a query is answered. */
export interface Form {
  /** The media type, with its parameters. */
  readonly type: string;
  readonly isTable: boolean;
  /** As it is: the answer's `text`. */
  readonly isText: boolean;
  /** As it comes, until the caller goes away. */
  readonly isStream: boolean;
  readonly bom: boolean;
}

/** @throws Refused it is neither said nor left out */
function wantsBom({ query }: AskedRequest): boolean {
  const { [BOM]: bom } = query as Record<string, unknown>;
  if (bom === undefined || bom === '0' || bom === '1') return bom === '1';
  const errors = [{ field: `/${BOM}`, rule: 'isIn', message: `${BOM} must be 1 or 0` }];
  throw new Refused(refuse('invalid-input', 'The question is not as it should be: see errors.', { errors }));
}

/**
 * The form of a query's answer that its caller likes best.
 *
 * @throws Refused it accepts none of those that there are
 */
export function formOf({ mediaType, isText = false, rows, follow }: AnyQuery, request: AskedRequest): Form {
  // Those who read feeds and calendars accept whatever their makers thought of: there is one form, and they are given it.
  if (isText && mediaType !== undefined)
    return { type: contentTypeOf(mediaType), isTable: false, isText, isStream: false, bom: false };
  const offered = [
    ...new Set([mediaType ?? JSON_TYPE, JSON_TYPE]),
    ...(rows ? [CSV] : []),
    ...(follow ? [STREAM] : []),
  ];
  const type = preferred(request.headers.accept, offered.map(contentTypeOf));
  if (type === undefined)
    throw new Refused(
      refuse('not-acceptable', `It can be had as ${offered.join(' or ')}.`, { field: 'Accept' }),
    );
  return {
    type,
    isTable: type === contentTypeOf(CSV),
    isText,
    isStream: type === contentTypeOf(STREAM),
    bom: rows !== undefined && wantsBom(request),
  };
}
