import { IsOptional } from 'class-validator';
import { defineQuery } from '#cqrs';
import { dayOf } from '#kernel';
import { IsIdOf } from '#vocabulary';
import { timeline } from '../domain.ts';
import type { Means } from '../reading/means.ts';
import { rowsOf } from '../reading/pages.ts';
import { all, are } from '../reading/where.ts';

class ListMoments {
  /** Moments of this book; else of all. */
  @IsOptional()
  @IsIdOf('ptn')
  partnership?: string;
}

/** Where there are more moments than this, they are told by the day. */
const MOST = 500;

interface Recorded {
  /** When the last of them was recorded: ask with it as `asOf`. */
  readonly at: string;
  readonly events: number;
}

/** The moments of a day as one: its last. */
function byDay(moments: readonly Recorded[]): Recorded[] {
  const days = new Map<string, Recorded>();
  for (const { at, events } of moments) {
    const day = dayOf(at);
    days.set(day, { at, events: events + (days.get(day)?.events ?? 0) });
  }
  return [...days.values()];
}

export const listMoments = ({ reader }: Means) =>
  defineQuery({
    name: 'ListMoments',
    path: '/v1/moments',
    summary: `When something was recorded that everybody may read, with how much it was: every moment, or where there are more than ${MOST}, every day.`,
    input: ListMoments,
    allow: { scope: 'history' },
    answer: ({ partnership }) =>
      reader.see({}, [timeline], async (seen) => {
        const where = all(...are({ partnership }), { column: 'public', op: 'eq', value: 1 });
        const counts = await seen.countBy(timeline, 'recordedAt', where);
        const moments = [...counts]
          .map(([at, events]) => ({ at: String(at), events }))
          .sort((a, b) => (a.at < b.at ? -1 : 1));
        const rows = moments.length > MOST ? byDay(moments) : moments;
        return { by: moments.length > MOST ? 'day' : 'moment', rows };
      }),
    rows: rowsOf,
  });
