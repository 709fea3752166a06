import { parseJson, UnreadableJson } from '#input';
import { asFields, asList, matching, required, textIn, Unreadable } from './guards.ts';

/** A file of the Financial Tracking Service as it lies on disk. */
export interface FtsFile {
  readonly name: string;
  readonly text: string;
}

/** One page of one search: flows not yet looked at, and the totals that FTS gives for the whole search. */
export interface FtsPage {
  readonly search: { readonly locationId: string; readonly page: number };
  /** As FTS wrote them, but every JSON number as the text it was written with. */
  readonly flows: readonly unknown[];
  readonly funding: { readonly fundingTotal: string; readonly pledgeTotal: string };
  /** How many flows all pages of the search hold together. */
  readonly count?: number;
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
 * Reads what the FTS API answered to a search by country. The country stands in the file's name alone
 * (`…locationid-114-year-2020-page-2.json`); the pages of one search share it.
 *
 * @throws Unreadable when it is no such answer
 */
export function readFts(text: string, file: string): FtsPage {
  const locationId = /locationid-(\d+)/i.exec(file)?.[1];
  if (locationId === undefined)
    throw new Unreadable('the name must hold the search, such as "locationid-114"');
  const answer = asFields(parse(text), 'the file');
  const data = asFields(answer['data'], 'data');
  const incoming = asFields(data['incoming'], 'data.incoming');
  const count = matching(asFields(answer['meta'] ?? {}, 'meta'), 'count', [/^\d{1,9}$/, 'a number']);
  if (textIn(answer, 'status') !== 'ok')
    throw new Unreadable('status must be "ok": FTS answered with an error');
  return {
    search: { locationId, page: Number(/page-(\d+)/i.exec(file)?.[1] ?? 1) },
    flows: asList(required(data['flows'], 'data.flows'), 'data.flows'),
    funding: {
      fundingTotal: required(matching(incoming, 'fundingTotal', TOTAL), 'data.incoming.fundingTotal'),
      pledgeTotal: required(matching(incoming, 'pledgeTotal', TOTAL), 'data.incoming.pledgeTotal'),
    },
    ...(count === undefined ? {} : { count: Number(count) }),
  };
}
