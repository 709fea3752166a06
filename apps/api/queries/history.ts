import { defineQuery } from '#cqrs';
import { START } from '#event-store';
import { refuse, Refused, type StoredEvent } from '#kernel';
import type { ReaderAccess } from '#partnership';
import { IsIdOf } from '#vocabulary';
import { audiences, told } from '#domain';
import type { QueryContext } from '../query-context/context.ts';
import { OfBook, Paged } from '../query-context/moment.ts';
import { rowsOf } from '../query-context/pages.ts';

/** So many events are read from the store at once, where fewer are asked for: what is left out is read, too. */
const AT_ONCE = 200;

/** All pages are of the moment of the first. */
class ReadHistory extends Paged(OfBook) {
  @IsIdOf('ptn')
  partnership!: string;
}

const TOLD: ReadonlySet<string> = new Set(told.map(({ type }) => type));

/** From where to go on, and of which moment: a cursor is bound to its book and the moment of its first page. */
async function startOf({ snapshots, tokens, positions }: QueryContext, asked: ReadHistory) {
  const { cursor, partnership, asOf } = asked;
  if (cursor === undefined) return { after: START, ...(await snapshots.bookAt(asked)) };
  const [of, place = START, moment] = JSON.parse(tokens.open('history', cursor) ?? '[]') as string[];
  const book = await snapshots.bookAt({ ...asked, asOf: asOf ?? moment });
  const isOfMoment = (asOf ?? moment) === moment || book.asOf.position === moment;
  if (of === partnership && isOfMoment) return { after: await positions.checked(place, 'cursor'), ...book };
  throw new Refused(
    refuse(
      'invalid-cursor',
      'Go on with the `next` of the page before, in the same book, of the same moment.',
      {
        field: 'cursor',
      },
    ),
  );
}

/**
 * The events after a position that are told, one more than asked for where there are more: whether something follows
 * that is not for the asker does not show.
 */
async function toldAfter(
  { store }: QueryContext,
  within: { partnership: string; after: string; upTo: string; access: ReaderAccess },
  most: number,
): Promise<StoredEvent[]> {
  const { partnership, upTo, access } = within;
  const isTold = (event: StoredEvent): boolean => TOLD.has(event.type) && audiences.isSeenBy(access, event);
  const found: StoredEvent[] = [];
  for (let after = within.after, end = false; !end && found.length <= most;) {
    const limit = Math.max(AT_ONCE, most + 1 - found.length);
    const page = await store.readCategory(partnership, { after, upTo, limit });
    found.push(...page.events.filter(isTold));
    [after, end] = [page.complete, page.end];
  }
  return found.slice(0, most + 1);
}

export const readHistory = (context: QueryContext) =>
  defineQuery({
    name: 'ReadHistory',
    path: '/v1/partnerships/:partnership/history',
    summary:
      "The book's events, in the order of the book and in today's schema, for whoever folds them anew; all pages are of one moment.",
    input: ReadHistory,
    reads: 'events',
    allow: { scope: 'history', inside: 'what is only for participants' },
    answer: async (asked, { actor }) => {
      const { partnership, limit = '100' } = asked;
      const { after, upTo, asOf } = await startOf(context, asked);
      const access = await context.snapshots.accessOf(actor, partnership);
      const found = await toldAfter(context, { partnership, after, upTo, access }, Number(limit));
      if (found.length === 0 && after === START)
        throw new Refused(
          refuse('partnership-unknown', 'No such partnership stands here, at that moment.', {
            field: 'partnership',
          }),
        );
      const events = found.slice(0, Number(limit));
      const last = found.length > events.length ? events.at(-1) : undefined;
      const place = last && `${last.position} ${last.id}`;
      const next =
        place && context.tokens.seal('history', JSON.stringify([partnership, place, asOf.position]));
      const rows = events.map(({ position: _, keptAs: _kept, ...event }) => event);
      return { rows, ...(next === undefined ? {} : { next }), asOf };
    },
    rows: rowsOf,
  });
