import { parseJson, UnreadableJson } from '#input';
import { asFields, asList, matching, required, textIn, Unreadable } from './guards.ts';

/** A file of the Financial Tracking Service as it lies on disk. */
export interface FtsFile {
  readonly name: string;
  readonly text: string;
}

/** One page of one search: flows not yet looked at, and the totals that FTS gives for the whole search. */
export interface FtsPage {
  /** As FTS wrote them, but every JSON number as the text it was written with. */
  readonly flows: readonly unknown[];
  readonly funding: { readonly fundingTotal: string; readonly pledgeTotal: string };
  /** How many flows all pages of the search hold together. */
  readonly count?: number;
  /** All that a page says of the whole search, and every other page of it repeats. */
  readonly figures: string;
  /** The address of the next page. */
  readonly next?: string;
}

/** Money must not pass through a float, so numbers are kept as written. */
function parse(text: string): unknown {
  const numbersAsWritten = (_: string, value: unknown, { source }: { source?: string }) =>
    typeof value === 'number' ? source : value;
  try {
    return parseJson(text.replace(/^\uFEFF/, ''), numbersAsWritten as Parameters<typeof parseJson>[1]);
  } catch (cause) {
    if (!(cause instanceof UnreadableJson)) throw cause;
    throw new Unreadable(cause.message, { cause });
  }
}

const TOTAL = [/^\d{1,18}(\.\d{1,6})?$/, 'an amount'] as const;

/**
 * Reads what the FTS API answered to a search: one page of it.
 *
 * @throws Unreadable when it is no such answer
 */
export function readFts(text: string): FtsPage {
  const answer = asFields(parse(text), 'the file');
  const data = asFields(answer['data'], 'data');
  const incoming = asFields(data['incoming'], 'data.incoming');
  const meta = asFields(answer['meta'] ?? {}, 'meta');
  const count = matching(meta, 'count', [/^\d{1,9}$/, 'a number']);
  const next = textIn(meta, 'nextLink');
  if (textIn(answer, 'status') !== 'ok')
    throw new Unreadable('status must be "ok": FTS answered with an error');
  return {
    flows: asList(required(data['flows'], 'data.flows'), 'data.flows'),
    funding: {
      fundingTotal: required(matching(incoming, 'fundingTotal', TOTAL), 'data.incoming.fundingTotal'),
      pledgeTotal: required(matching(incoming, 'pledgeTotal', TOTAL), 'data.incoming.pledgeTotal'),
    },
    figures: JSON.stringify([count, incoming, data['outgoing'], data['internal']]),
    ...(count === undefined ? {} : { count: Number(count) }),
    ...(next === undefined ? {} : { next }),
  };
}
