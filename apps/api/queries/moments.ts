import { IsOptional } from 'class-validator';
import { defineQuery } from '#cqrs';
import { IsIdOf, rule } from '#vocabulary';
import { timeline } from '#domain';
import type { QueryContext } from '../query-context/context.ts';
import { instantIn } from '../query-context/moment.ts';
import { rowsOf } from '../query-context/pages.ts';
import { all, are } from '../query-context/where.ts';

/** Where there are more moments than this, they are told by the day, the hour, the minute or the second. */
const MOST = 500;
/** As much of an instant as says its day, its hour, its minute or its second. */
const SPANS = { day: 10, hour: 13, minute: 16, second: 19 } as const;
type Span = keyof typeof SPANS;
const SPAN = /^\d{4}-\d{2}-\d{2}(T\d{2}(:\d{2}(:\d{2})?)?)?$/;

const beginningOf = (span: string): string => `${span}${'T00:00:00Z'.slice(span.length - SPANS.day)}`;

/** Of an instant that exists: whatever is left out is nought. */
const IsBeginningOfInstant = rule(
  'isBeginningOfInstant',
  (value) => typeof value === 'string' && SPAN.test(value) && instantIn(beginningOf(value)) !== undefined,
  'must be the beginning of an instant that exists, such as "2020-09-21T12"',
  { type: 'string', pattern: SPAN.source },
);

class ListMoments {
  /** Moments of this book; else of all. */
  @IsOptional()
  @IsIdOf('ptn')
  partnership?: string;

  /** Only those of a day, or of an hour, a minute or a second of it: as much of an instant as says it. */
  @IsOptional()
  @IsBeginningOfInstant()
  within?: string;
}

interface Recorded {
  /** When the last of them was recorded: ask with it as `asOf`. */
  readonly at: string;
  readonly events: number;
}

/** Those of each span as one: its last. */
function bySpan(moments: readonly Recorded[], span: Span): Recorded[] {
  const spans = new Map<string, Recorded>();
  for (const { at, events } of moments) {
    const begins = at.slice(0, SPANS[span]);
    spans.set(begins, { at, events: events + (spans.get(begins)?.events ?? 0) });
  }
  return [...spans.values()];
}

/** The longest span that is shorter than the one asked within; undefined: there is none. */
const spanWithin = (within = ''): Span | undefined =>
  (Object.keys(SPANS) as Span[]).find((span) => SPANS[span] > within.length);

export const listMoments = ({ snapshots }: QueryContext) =>
  defineQuery({
    name: 'ListMoments',
    path: '/v1/moments',
    summary: `When something was recorded that everybody may read, with how much it was: every moment; where there are more than ${MOST}, every day, and \`within\` it every hour, minute or second, down to each moment.`,
    input: ListMoments,
    reads: 'rows',
    allow: { scope: 'history' },
    answer: ({ partnership, within }) => {
      if (within !== undefined) snapshots.instantAt(beginningOf(within), 'within');
      return snapshots.answer({}, [timeline], async (snapshot) => {
        const where = all(
          ...are({ partnership }),
          { column: 'public', op: 'eq', value: 1 },
          within === undefined ? undefined : { column: 'recordedAt', op: 'gte', value: within },
          // Whatever goes on from there comes before this.
          within === undefined ? undefined : { column: 'recordedAt', op: 'lte', value: `${within}Z` },
        );
        const [counts] = await snapshot.countBy(timeline, [{ column: 'recordedAt', where }]);
        const moments = [...(counts ?? [])]
          .map(([at, events]) => ({ at: String(at), events }))
          .sort((a, b) => (a.at < b.at ? -1 : 1));
        const span = moments.length > MOST ? spanWithin(within) : undefined;
        return { by: span ?? 'moment', rows: span ? bySpan(moments, span) : moments };
      });
    },
    rows: rowsOf,
  });
