import { IsOptional, Matches } from 'class-validator';
import { publicTypes } from '#contracts';
import { defineQuery } from '#cqrs';
import { refuse, Refused } from '#kernel';
import { BEGINNING, type Place } from '#outbox';
import { IsLine } from '#vocabulary';
import type { Following } from '../event-streams/event-reader.ts';
import type { QueryContext } from '../query-context/context.ts';
import { notInLog } from '../query-context/log-positions.ts';
import { IsLimit } from '../query-context/moment.ts';
import { FeedFilter } from './feed-filter.ts';
import { FeedPages } from './feed-pages.ts';

/** The longest that a caller may wait for something new, in seconds. */
const LONGEST_WAIT = 30;

class ReadFeed extends FeedFilter {
  /** Go on after this: the `next` of the answer before; or `latest`, for what comes from now on. Without it, from the first event. */
  @IsOptional()
  @IsLine(2000)
  after?: string;

  /** How many events at the most: 1 to 1000; 100 if not said. Not of a stream. */
  @IsOptional()
  @IsLimit()
  limit?: string;

  /** Where there is nothing new, wait so many seconds for it: 0 to 30. Not of a stream. */
  @IsOptional()
  @Matches(/^(\d|[12]\d|30)$/, { message: `wait must be 0 to ${LONGEST_WAIT} seconds` })
  wait?: string;
}

const TYPES = new Set(publicTypes.map(({ type }) => type));

/** Where to go on. Tokens of before there was an outbox name a place in the log. */
export async function startOf(
  context: Pick<QueryContext, 'tokens' | 'publicFeed' | 'outbox' | 'positions'>,
  after: string | undefined,
): Promise<Place> {
  const { tokens, publicFeed, outbox, positions } = context;
  if (after === undefined) return BEGINNING;
  if (after === 'latest') return publicFeed.last();
  const [, number, id = ''] = /^(\d+) (.*)$/.exec(tokens.open('events', after) ?? '') ?? [];
  if (number !== undefined) return { number: Number(number), id };
  const former = tokens.open('feed', after);
  if (former === undefined)
    throw new Refused(
      refuse('invalid-token', 'Go on with the `next` of an earlier answer.', { field: 'after' }),
    );
  const place = await outbox.afterFormer(await positions.checked(former, 'after'));
  if (place) return place;
  throw new Refused(notInLog('after'));
}

/** What has no meaning for a stream. */
function refuseOfAnswers(asked: ReadFeed): void {
  const said = (['limit', 'wait'] as const).find((name) => asked[name] !== undefined);
  if (said === undefined) return;
  const errors = [{ field: `/${said}`, rule: 'unknownField', message: `${said} is not for a stream` }];
  throw new Refused(refuse('invalid-input', 'The question is not as it should be: see errors.', { errors }));
}

export function refuseUnknownTypes(types: readonly string[] = []): void {
  const unknown = types.find((type) => !TYPES.has(type));
  if (unknown !== undefined)
    throw new Refused(
      refuse('invalid-type', `"${unknown}" is not told; /v1/schemas lists the types.`, { field: 'type' }),
    );
}

/** The answer, for the API's reader. */
const PAGE = {
  type: 'object',
  required: ['events', 'next', 'end'],
  properties: {
    events: { type: 'array', items: { $ref: '#/components/schemas/CloudEvent' } },
    next: { type: 'string', description: 'Where to go on: `after` of the next question' },
    end: { type: 'boolean', description: 'Nothing more was there when it was asked' },
  },
};

export const readFeed = (context: QueryContext) => {
  const pages = new FeedPages(context);
  return defineQuery({
    name: 'ReadFeed',
    path: '/v1/events',
    summary:
      'The public events in order, from the first, as CloudEvents 1.0; with `wait`, or as a stream, as they come.',
    input: ReadFeed,
    reads: 'events',
    allow: { scope: 'feed' },
    answers: PAGE,
    follow: async (asked): Promise<Following> => {
      refuseOfAnswers(asked);
      refuseUnknownTypes(asked.type);
      const { type: types, partnership, organisation, commitment } = asked;
      const place = await startOf(context, asked.after);
      await pages.requireHere(place);
      return { place, filter: { types, partnership, organisation, commitment } };
    },
    answer: async (asked, { signal, origin, rest = (wait) => wait() }) => {
      refuseUnknownTypes(asked.type);
      const until = Date.now() + Number(asked.wait ?? '0') * 1000;
      for (let after = await startOf(context, asked.after); ;) {
        const { answer, last } = await pages.after(after, asked, origin);
        const withinMs = until - Date.now();
        after = last;
        // Nothing came: the time is up, or the caller is gone.
        if (
          answer.events.length === 0 &&
          withinMs > 0 &&
          (await rest(() => context.publicFeed.wait(last, { withinMs, signal })))
        )
          continue;
        return answer;
      }
    },
  });
};
