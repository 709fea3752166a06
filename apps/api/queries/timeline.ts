import { IsIn, IsOptional } from 'class-validator';
import { defineQuery } from '#cqrs';
import { Refused } from '#kernel';
import { overview } from '#partnership';
import { IsIdOf, IsLine } from '#vocabulary';
import { timeline, told } from '#domain';
import type { QueryContext } from '../query-context/context.ts';
import { notInLog } from '../query-context/log-positions.ts';
import { OfList, reversed } from '../query-context/moment.ts';
import { rowsOf } from '../query-context/pages.ts';
import { partnershipIn } from '../query-context/snapshots.ts';
import { all, are, seenBy } from '../query-context/where.ts';

class ShowTimeline extends OfList {
  @IsIdOf('ptn')
  partnership!: string;

  /** Given several times, any of them. */
  @IsOptional()
  @IsIn(told.map(({ type }) => type), { each: true })
  type?: string[];

  /** Whom it concerns. */
  @IsOptional()
  @IsIdOf('org')
  organisation?: string;

  /** Who said so. */
  @IsOptional()
  @IsIdOf('org')
  by?: string;

  @IsOptional()
  @IsIdOf('cmt')
  commitment?: string;

  /** Only what the book learned after this moment, said as `asOf` is: with `asOf`, what came between the two. */
  @IsOptional()
  @IsLine(2000)
  since?: string;

  /** In the order of the book; or the latest first. */
  @IsOptional()
  @IsIn(['position', '-position'])
  sort?: string;
}

/** @throws Refused `since` is no moment, or lies after `asOf` */
async function positionSince(
  reader: QueryContext['snapshots'],
  { since, asOf }: ShowTimeline,
): Promise<string | undefined> {
  if (since === undefined) return undefined;
  const after = await reader.positionAt(since, timeline, 'since');
  if (asOf === undefined || after <= (await reader.positionAt(asOf, timeline, 'asOf'))) return after;
  throw new Refused(reversed('since'));
}

/**
 * A page ends with an event: its place goes with the cursor, so that nobody goes on after one that is not there.
 *
 * @throws Refused it is not
 */
async function insideOf(
  { tokens, positions }: QueryContext,
  cursor: string | undefined,
): Promise<{ cursor?: string }> {
  const text = cursor === undefined ? undefined : tokens.open('timeline', cursor);
  if (text === undefined) return {};
  const [place, inside] = JSON.parse(text) as [string, string];
  const here = await positions.checked(place, 'cursor');
  // What it goes on after is said within by its position alone.
  if (!place.startsWith(here)) throw new Refused(notInLog('cursor'));
  return { cursor: inside };
}

export const showTimeline = (context: QueryContext) => {
  const { snapshots, pages, positions, tokens } = context;
  return defineQuery({
    name: 'ShowTimeline',
    path: '/v1/partnerships/:partnership/timeline',
    summary: 'Everything that happened, in the order of the book.',
    input: ShowTimeline,
    reads: 'page',
    allow: { scope: 'history', inside: 'what is only for participants' },
    answer: async (asked, { actor }) => {
      const { partnership, type, organisation, by, commitment, sort = 'position' } = asked;
      const access = await snapshots.accessOf(actor, partnership);
      const after = await positionSince(snapshots, asked);
      return snapshots.answer(asked, [timeline, overview], async (snapshot) => {
        await partnershipIn(snapshot, partnership);
        const where = all(
          ...are({ partnership, organisation, by, commitment }),
          type && { column: 'type', op: 'in', value: type },
          seenBy(access),
          after === undefined ? undefined : { column: 'position', op: 'gt', value: after },
        );
        const within = await insideOf(context, asked.cursor);
        const listing = { of: timeline.name, asked: { ...asked, ...within }, sort };
        const list = await snapshot.list(timeline, pages.queryOf(listing, where), { category: partnership });
        const { next, ...page } = pages.answer(list, listing);
        if (next === undefined || !list.next) return page;
        const place = await positions.withEvent(list.next.key);
        return { ...page, next: tokens.seal('timeline', JSON.stringify([place, next])) };
      });
    },
    rows: rowsOf,
  });
};
