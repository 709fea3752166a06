import type { PublicEvent } from '#contracts';
import { CommandRunner, type AnyQuery, type Envelope } from '#cqrs';
import { Disclosure, disclosureStream } from '#disclosure';
import { isSealed, positionOf, type EventIndex, type EventStore, type Page } from '#event-store';
import { refuse, Refused, type AnyCommand } from '#kernel';
import { PublicFeed, type OutboxReader } from '#outbox';
import { keyFor } from '#sealing';
import type { OpenedStore } from '../../apps/api/opened-store.ts';
import { queryContextOf, queriesOf } from '../../apps/api/queries/index.ts';
import type { Mistake, Props } from './staged.ts';

/** How many sealed records there are, at each moment: what most mistakes count that they should not. */
function countSealed({ stored }: OpenedStore): () => number {
  let count = 0;
  const append = stored.append.bind(stored);
  const counting: EventStore['append'] = (writes, checks) => {
    count += writes.filter(({ stream }) => isSealed(stream)).length;
    return append(writes, checks);
  };
  Object.assign(stored, { append: counting });
  return () => count;
}
const later = (position: string, by: number): string => positionOf(BigInt(position) + BigInt(by));

/** All queries, of which one is answered otherwise. */
type Answers = Readonly<Record<string, unknown>> & { readonly rows: readonly object[] };
type Otherwise = (answer: never, asked: Readonly<Record<string, string>>) => Promise<object> | object;
const answering = (book: OpenedStore, name: string, otherwise: Otherwise): readonly AnyQuery[] =>
  queriesOf(queryContextOf(book)).map((query) =>
    query.name === name
      ? {
          ...query,
          answer: async (asked, asker) => otherwise((await query.answer(asked, asker)) as never, asked),
        }
      : query,
  );

type Run = CommandRunner['run'];
/** The runner, of which commands are given otherwise. */
const running = (book: OpenedStore, otherwise: (run: Run, ...given: Parameters<Run>) => ReturnType<Run>) => {
  const run: Run = (...given) => otherwise(book.runner.run.bind(book.runner), ...given);
  return Object.assign(Object.create(book.runner) as CommandRunner, { run });
};
/** A runner over a store that is otherwise. */
const runnerOver = (book: OpenedStore, store: Partial<EventStore>, { secret, randomness }: Props) =>
  new CommandRunner({ ...book.store, ...store }, book.clock, keyFor(secret, 'idempotency'), {
    randomness,
    known: (stream) => book.quiet.known(stream),
  });

const refusedOtherwise =
  (book: OpenedStore, refusal: (owner: string) => Refused) =>
  async (run: Run, definition: AnyCommand, envelope: Envelope): ReturnType<Run> => {
    try {
      return await run(definition, envelope);
    } catch (error) {
      const { disclosure = '' } = envelope.input as { disclosure?: string };
      const there = await book.runner.look(Disclosure, disclosureStream(disclosure));
      throw there ? refusal(there.organisation) : error;
    }
  };

/** Mistakes as they might be made, each where it would be made; by what it is in. */
export const LEAKS: Readonly<Record<string, { readonly shows: RegExp; readonly mistake: Mistake }>> = {
  'the ledger count': {
    shows: /ledger\/totals$/,
    mistake: (book) => {
      const sealed = countSealed(book);
      type Totals = { groups: readonly { rows: number }[] };
      const counted = ({ groups, ...more }: Totals) => ({
        ...more,
        groups: groups.map((group) => ({ ...group, rows: group.rows + sealed() })),
      });
      return { queries: answering(book, 'TotalLedger', counted) };
    },
  },
  'the timeline': {
    shows: /timeline$/,
    mistake: (book) => {
      const told = async (answer: Answers, { partnership }: Readonly<Record<string, string>>) => {
        const { events }: Page = await book.store.readCategory('sealed');
        const its = events.filter(
          ({ data }) => (data as Record<string, string>)['partnership'] === partnership,
        );
        const rows = its.map(({ metadata }) => ({ type: 'Disclosed', at: metadata['recordedAt'] }));
        return { ...answer, rows: [...answer.rows, ...rows] };
      };
      return { queries: answering(book, 'ShowTimeline', told) };
    },
  },
  'the sequence of the feed': {
    shows: /v1\/events$/,
    mistake: (book) => {
      const sealed = countSealed(book);
      type Feed = { events: readonly { sequence: string }[] };
      const counted = ({ events, ...more }: Feed) => ({
        ...more,
        events: events.map((one) => ({ ...one, sequence: String(Number(one.sequence) + sealed()) })),
      });
      return { queries: answering(book, 'ReadFeed', counted) };
    },
  },
  'the sequence of a stream': {
    shows: /STREAM \/v1\/events$/,
    mistake: (book) => {
      const sealed = countSealed(book);
      const read: OutboxReader['read'] = async (...asked) => {
        const page = await book.outbox.read(...asked);
        const messages = page.messages.map((message) => {
          const told = JSON.parse(message.text) as PublicEvent;
          const sequence = String(Number(told.sequence) + sealed());
          return { ...message, text: JSON.stringify({ ...told, sequence }) };
        });
        return { ...page, messages };
      };
      const outbox = Object.assign(Object.create(book.outbox) as typeof book.outbox, { read });
      return { parts: { publicFeed: new PublicFeed(outbox) } };
    },
  },
  'a feed for readers': {
    shows: /events\.atom$/,
    mistake: (book) => {
      const sealed = countSealed(book);
      const counted = ({ text }: { text: string }) => ({ text: `${text}<!-- ${sealed()} -->` });
      return { queries: answering(book, 'FeedOfPartnership', counted) };
    },
  },
  'a calendar': {
    shows: /calendar\.ics$/,
    mistake: (book) => {
      const sealed = countSealed(book);
      const counted = ({ text }: { text: string }) => ({ text: text.replace('PT6H', `PT${6 + sealed()}H`) });
      return { queries: answering(book, 'CalendarOfPartnership', counted) };
    },
  },
  'what is read as of a moment': {
    shows: /asOf=/,
    mistake: (book) => {
      const sealed = countSealed(book);
      const positionAt: EventIndex['positionAt'] = async (moment) =>
        later(await book.stored.positionAt(moment), sealed());
      return {
        parts: { stored: Object.assign(Object.create(book.stored) as typeof book.stored, { positionAt }) },
      };
    },
  },
  'the code of an error': {
    shows: /POST .*disclosures\//,
    mistake: (book) => {
      const forbidden = () => new Refused(refuse('not-the-owner', 'It is not for you.'));
      return { parts: { runner: running(book, refusedOtherwise(book, forbidden)) } };
    },
  },
  'the words of an error': {
    shows: /POST .*disclosures\//,
    mistake: (book) => {
      const toldWhose = (owner: string) =>
        new Refused(refuse('disclosure-unknown', `Ask ${owner}.`, { field: 'disclosure' }));
      return { parts: { runner: running(book, refusedOtherwise(book, toldWhose)) } };
    },
  },
  'a cursor': {
    shows: /limit=1$/,
    mistake: (book) => {
      const sealed = countSealed(book);
      const seal = (kind: string, text: string): string =>
        book.tokens.seal(kind, kind === 'cursor' ? text + ' '.repeat(sealed()) : text);
      return { parts: { tokens: Object.assign(Object.create(book.tokens), { seal }) } };
    },
  },
  'the freshness token': {
    shows: /POST .*make-commitment/,
    mistake: (book, props) => {
      const sealed = countSealed(book);
      const append: EventStore['append'] = async (...given) => {
        const appended = await book.store.append(...given);
        return { ...appended, position: later(appended.position, sealed()) };
      };
      return { parts: { runner: runnerOver(book, { append }, props) } };
    },
  },
  'a receipt': {
    shows: /POST .*make-commitment/,
    mistake: (book, props) => {
      const sealed = countSealed(book);
      const append: EventStore['append'] = (writes, checks) => {
        const more: Record<string, string> = sealed() === 0 ? {} : { serial: String(sealed()) };
        const stamped = writes.map(({ events, ...write }) => ({
          ...write,
          events: events.map((event) => ({ ...event, metadata: { ...event.metadata, ...more } })),
        }));
        return book.store.append(stamped, checks);
      };
      return { parts: { runner: runnerOver(book, { append }, props) } };
    },
  },
  'the log: what was said': {
    shows: /^log: zebra/,
    mistake: (book, { logger }) => {
      const logged = (run: Run, definition: AnyCommand, envelope: Envelope) => {
        logger.debug({ command: definition.input.name, input: envelope.input });
        return run(definition, envelope);
      };
      return { parts: { runner: running(book, logged) } };
    },
  },
  'the log: which disclosure': {
    shows: /^log: dsc_/,
    mistake: (book, { logger }) => {
      const shown = (answer: object, { disclosure }: Readonly<Record<string, string>>) => {
        logger.info({ disclosure }, 'shown');
        return answer;
      };
      return { queries: answering(book, 'ShowDisclosure', shown) };
    },
  },
  'what somebody is shown': {
    shows: /zebra/,
    mistake: (book) => {
      const shown = async (answer: Answers) => {
        const { events }: Page = await book.store.readCategory('sealed');
        return { ...answer, rows: [...answer.rows, ...events.map(({ data }) => data as object)] };
      };
      return { queries: answering(book, 'ListDisclosures', shown) };
    },
  },
};
